import type { JsonObject, StackTemplate } from '../../src/assembly';
import { check, type CheckOptions, type CheckReport } from '../../src/check';

export const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/GameScores';
export const BUCKET = 'arn:aws:s3:::my-bucket';
export const AMAZON = { Federated: 'www.amazon.com' };
export const APP = { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game' } };
export const POOL = 'us-east-1:12345678-90ab-cdef-1234-567890abcdef';
export const COGNITO = { Federated: 'cognito-identity.amazonaws.com' };

export interface Trusting {
  readonly principal?: JsonObject;
  readonly conditions?: JsonObject;
}

export function role(statements: readonly JsonObject[], { principal = AMAZON, conditions = APP }: Trusting = {}, more: JsonObject = {}): JsonObject {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: policy([{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRoleWithWebIdentity', ...Object.keys(conditions).length > 0 && { Condition: conditions } }]),
      ...statements.length > 0 && { Policies: [{ PolicyName: 'access', PolicyDocument: policy(statements) }] },
      ...more,
    },
  };
}

export function policy(statements: readonly JsonObject[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

/** The table of AWS's own examples. */
export function table(more: JsonObject = {}): JsonObject {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'GameScores',
      AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }, { AttributeName: 'GameTitle', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    },
  };
}

export function bucket(more: JsonObject = {}): JsonObject {
  return { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'my-bucket', ...more } };
}

export function pool(more: JsonObject = {}): JsonObject {
  return { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: false, ...more } };
}

export function provider(host = 'login.example.com', clients = ['game']): JsonObject {
  return { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: `https://${host}`, ClientIdList: clients } };
}

export const allow = (Action: string | string[], Resource: unknown, Condition?: JsonObject): JsonObject => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
export const deny = (Action: string | string[], Resource: unknown, Condition?: JsonObject): JsonObject => ({ Effect: 'Deny', Action, Resource, ...Condition && { Condition } });

export function stack(resources: JsonObject, more: JsonObject = {}): StackTemplate {
  return { name: 'Stack', template: { Resources: resources, ...more }, tags: new Map(), constructPaths: new Map() };
}

export function checked(resources: JsonObject, options: CheckOptions = {}, more: JsonObject = {}): CheckReport {
  return check([stack(resources, more)], options);
}

/** Stacks of one account: one in us-east-1, one in eu-west-1. */
export function inTwoRegions(resources: JsonObject, elsewhere: JsonObject): StackTemplate[] {
  return [{ ...stack(resources), region: 'us-east-1' }, { ...stack(elsewhere), name: 'Elsewhere', region: 'eu-west-1' }];
}

/** Each finding as `outcome rule: role resource`. */
export function told({ findings }: CheckReport): string[] {
  return findings.map(({ outcome, rule, role: one, resource }) => [`${outcome} ${rule}:`, one?.path, resource?.path].filter((text) => text !== undefined).join(' '));
}
