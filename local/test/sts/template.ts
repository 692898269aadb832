import { PROVIDER_ARN, ROLE } from './local-sts';

const ACCOUNT = ROLE.arn.split(':')[4];

const trust = (statement: object) => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });

/** The roles of `local-sts.ts` as a stack: one that trusts the provider, and one for each way to trust who has credentials. */
export function stsTemplate(): any {
  const role = (name: string, statement: object, more: object = {}) => ({
    Type: 'AWS::IAM::Role', Properties: { RoleName: name, MaxSessionDuration: 7200, AssumeRolePolicyDocument: trust(statement), ...more },
  });
  const assumed = (Action: string, Resource: string) => ({
    Policies: [{
      PolicyName: 'Assume',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action, Resource },
          { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: '*' },
        ],
      },
    }],
  });
  const principal = (AWS: string) => ({ Principal: { AWS }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] });
  return {
    Resources: {
      Provider: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com', ClientIdList: ['app'] } },
      Players: role('Players', {
        Principal: { Federated: PROVIDER_ARN },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: { StringNotEquals: { 'login.example.com:sub': 'stranger' } },
      }, { Path: '/app/', ...assumed('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/ByAccount`) }),
      ByAccount: role('ByAccount', principal(`arn:aws:iam::${ACCOUNT}:root`), assumed('sts:AssumeRole', '*')),
      ByRole: role('ByRole', principal(ROLE.arn)),
      Forbidden: role('Forbidden', principal(`arn:aws:iam::${ACCOUNT}:root`)),
      External: role('External', { ...principal(ROLE.arn), Condition: { StringEquals: { 'sts:ExternalId': 'ext-1' } } }),
      ReadScores: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'ReadScores', PolicyDocument: trust({ Action: 'dynamodb:GetItem', Resource: '*' }) },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'Scores',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
        },
      },
    },
    Outputs: { Account: { Value: { Ref: 'AWS::AccountId' } } },
  };
}
