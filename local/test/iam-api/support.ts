import {
  AddClientIDToOpenIDConnectProviderCommand, AttachRolePolicyCommand, CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand, CreateRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand, DeletePolicyCommand, DeleteRoleCommand, GetOpenIDConnectProviderCommand, GetPolicyCommand,
  GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, ListAttachedRolePoliciesCommand, ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand, ListRolePoliciesCommand, ListRolesCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { gameTemplate, type Deployer } from '../cloudformation/support';

export const ACCOUNT = 'arn:aws:iam::123456789012';
export const SHARED = `${ACCOUNT}:policy/game/shared`;
export const LIMIT = `${ACCOUNT}:policy/limit`;
export const ISSUER = `${ACCOUNT}:oidc-provider/login.example.com/games`;

export const allow = (...Action: string[]): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
/** Characters that RFC 3986 encodes and JavaScript by itself does not are among them. */
export const MORE = { Version: '2012-10-17', Statement: [{ Sid: 'More', Effect: 'Allow', Action: 'dynamodb:Query', Resource: "*!'()é" }] };
export const ANYBODY = {
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
};

/** The players' role has three kinds of policies, the auditor's is read about by itself. */
export function template({ shared = allow('dynamodb:Scan'), auditor = allow('iam:Get*', 'iam:List*') }: { readonly shared?: object; readonly auditor?: object } = {}): object {
  return gameTemplate({
    resources: {
      More: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'more', PolicyDocument: MORE, Roles: [{ Ref: 'Players' }] } },
      Shared: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { ManagedPolicyName: 'shared', Path: '/game/', Description: 'of all players', PolicyDocument: shared, Roles: [{ Ref: 'Players' }] },
      },
      Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'limit', PolicyDocument: allow('iam:*') } },
      Auditor: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'auditor',
          Path: '/staff/',
          Description: 'Reads <everything> & more',
          MaxSessionDuration: 7200,
          AssumeRolePolicyDocument: ANYBODY,
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess'],
          Policies: [{ PolicyName: 'audit', PolicyDocument: auditor }],
          PermissionsBoundary: { Ref: 'Limit' },
          Tags: [{ Key: 'team', Value: 'security' }, { Key: 'empty', Value: '' }],
        },
      },
      Issuer: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: {
          Url: 'https://login.example.com/games', ClientIdList: ['game', 'beta'], ThumbprintList: ['a'.repeat(40)], Tags: [{ Key: 'env', Value: 'test' }],
        },
      },
    },
  });
}

export function iamOf({ cloud }: Deployer, credentials: object = cloud.administrator): IAMClient {
  return new IAMClient({ endpoint: cloud.endpoint, region: cloud.region, credentials: credentials as never, maxAttempts: 1 });
}

/** IAM as a player sees it. */
export async function playersIam(deployer: Deployer, roleArn: string): Promise<IAMClient> {
  return iamOf(deployer, await (await deployer.player('alice', roleArn)).config.credentials());
}

/** IAM as somebody sees it who may assume the role by the account's trust. */
export async function iamAs(deployer: Deployer, RoleArn: string): Promise<IAMClient> {
  const sts = new STSClient(deployer.as(deployer.cloud.administrator));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return iamOf(deployer, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
}

export interface Target {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyArn: string;
  readonly OpenIDConnectProviderArn: string;
}

/** Every operation there is, by action. */
export function everyCommand(target: Target): { readonly [action: string]: ListRolesCommand } {
  const version = { ...target, VersionId: 'v1' };
  return {
    AddClientIDToOpenIDConnectProvider: new AddClientIDToOpenIDConnectProviderCommand({ ...target, ClientID: 'evil' }),
    AttachRolePolicy: new AttachRolePolicyCommand(target),
    CreateOpenIDConnectProvider: new CreateOpenIDConnectProviderCommand({ Url: `https://${ISSUER.split('oidc-provider/')[1]}` }),
    CreatePolicy: new CreatePolicyCommand({ ...ofArn(SHARED, 'policy', 'PolicyName'), PolicyDocument: '{}' } as never),
    CreateRole: new CreateRoleCommand({ RoleName: target.RoleName, Path: '/staff/', AssumeRolePolicyDocument: '{}' }),
    DeleteOpenIDConnectProvider: new DeleteOpenIDConnectProviderCommand(target),
    DeletePolicy: new DeletePolicyCommand(target),
    DeleteRole: new DeleteRoleCommand(target),
    DeleteRolePolicy: new DeleteRolePolicyCommand(target),
    GetOpenIDConnectProvider: new GetOpenIDConnectProviderCommand(target),
    GetPolicy: new GetPolicyCommand(target),
    GetPolicyVersion: new GetPolicyVersionCommand(version),
    GetRole: new GetRoleCommand(target),
    GetRolePolicy: new GetRolePolicyCommand(target),
    ListAttachedRolePolicies: new ListAttachedRolePoliciesCommand(target),
    ListOpenIDConnectProviders: new ListOpenIDConnectProvidersCommand({}),
    ListPolicies: new ListPoliciesCommand({}),
    ListRolePolicies: new ListRolePoliciesCommand(target),
    ListRoles: new ListRolesCommand({}),
    PutRolePolicy: new PutRolePolicyCommand({ ...target, PolicyDocument: '{}' }),
    RemoveClientIDFromOpenIDConnectProvider: new RemoveClientIDFromOpenIDConnectProviderCommand({ ...target, ClientID: 'game' }),
  } as unknown as { [action: string]: ListRolesCommand };
}

/** Path and name, as an ARN has them. */
function ofArn(arn: string, kind: string, name: string): object {
  const [, path, last] = new RegExp(`:${kind}(/.*?)([^/]+)$`).exec(arn)!;
  return { Path: path, [name]: last };
}
