import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as library from 'cdk-web-identity';
import { transpile, ModuleKind } from 'typescript';
import { LocalCloud } from '../../src';
import { stackFile } from '../s3/user-bucket';

/** The samples of docs/issuers.md themselves, deployed: a user of each issuer is let in and reaches own items, tokens for another app are refused. */

jest.setTimeout(60_000);

const PAGE = readFileSync(join(__dirname, '../../../docs/issuers.md'), 'utf8');

/** What a token of an issuer looks like. */
interface User {
  readonly issuer: string;
  readonly app: string;
  readonly user: string;
  readonly claims?: Record<string, unknown>;
  /** Of the user's items. */
  readonly key: string;
}

const USERS: { readonly [recipe: string]: User } = {
  Auth0: {
    issuer: 'https://my-tenant.eu.auth0.com/', app: 'aBcDeFgHiJkLmNoPqRsTuVwXyZ012345', user: 'auth0|64a0b1c2d3e4f5', key: 'auth0#auth0|64a0b1c2d3e4f5',
  },
  Firebase: {
    issuer: 'https://securetoken.google.com/my-project',
    app: 'my-project',
    user: 'kX2bS9cQfOeGmT4hPv7wYzR1nAa2',
    claims: { auth_time: 1, firebase: { sign_in_provider: 'password' } },
    key: 'firebase#kX2bS9cQfOeGmT4hPv7wYzR1nAa2',
  },
  Keycloak: {
    issuer: 'https://login.example.com/realms/game',
    app: 'game',
    user: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
    claims: { azp: 'game', typ: 'ID', preferred_username: 'alice' },
    key: 'keycloak#f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
  },
  Apple: {
    issuer: 'https://appleid.apple.com',
    app: 'com.example.game',
    user: '001234.0123456789abcdef0123456789abcdef.0123',
    claims: { email: 'x@privaterelay.appleid.com', email_verified: 'true' },
    key: 'apple#001234.0123456789abcdef0123456789abcdef.0123',
  },
  GitHub: {
    issuer: 'https://token.actions.githubusercontent.com',
    app: 'sts.amazonaws.com',
    user: 'repository_owner_id:1234:repository_id:5678',
    claims: { repository_owner_id: '1234', repository: 'o/r' },
    key: 'repository_owner_id:1234:repository_id:5678',
  },
  EKS: {
    issuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
    app: 'sts.amazonaws.com',
    user: 'system:serviceaccount:game:referee',
    claims: { 'kubernetes.io': { namespace: 'game' } },
    key: 'system:serviceaccount:game:referee',
  },
};

/** A sample as a function of the stack; what it makes first is what it is about. */
function usersOf(recipe: string, stack: Stack): library.WebIdentityUsers {
  const [, code] = new RegExp(`^## ${recipe}\\n[^#]*?\`\`\`ts\\n(.*?)\`\`\``, 'ms').exec(PAGE)!;
  const body = transpile(code.replace(/^import .*$/gm, '').replace('new WebIdentityUsers(', 'return new WebIdentityUsers('), { module: ModuleKind.CommonJS });
  return new Function('WebIdentityProvider', 'WebIdentityUsers', body).call(stack, library.WebIdentityProvider, library.WebIdentityUsers);
}

function template(recipe: string, issuer: string): object {
  const stack = new Stack(new App(), 'UserFiles');
  const users = usersOf(recipe, stack);
  const table = new dynamodb.TableV2(stack, 'Table', { tableName: 'Items', partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
  library.UserTableGrants.forTable(table).ownItems(users);
  new CfnOutput(stack, 'Role', { value: users.roles[0].role.roleArn });
  const of = Template.fromStack(stack).toJSON();
  // Another stack's, or eksctl's.
  if (recipe === 'EKS') of.Resources.Cluster = { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: issuer, ClientIdList: ['sts.amazonaws.com'] } };
  return of;
}

const outcome = (act: Promise<unknown>) => act.then(() => 'allowed', (error: Error) => error.name);

test('every recipe of the page is tried', () => {
  expect([...PAGE.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(Object.keys(USERS));
});

test.each(Object.entries(USERS))('%s', async (recipe, { issuer, app, user, claims = {}, key }) => {
  const cloud = await LocalCloud.start({ assembly: stackFile(template(recipe, issuer)) });
  try {
    const settings = { endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 };
    const credentialsOf = async (audience: string, more: Record<string, unknown>) => {
      const { token } = await cloud.signIn({ provider: issuer, app: audience, user, claims: { ...claims, ...more } });
      return fromWebToken({ roleArn: cloud.stacks.UserFiles.Role, webIdentityToken: token, roleSessionName: 'app', clientConfig: settings })();
    };
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...settings, credentials: await credentialsOf(app, {}) }));
    expect(await outcome(client.send(new PutCommand({ TableName: 'Items', Item: { UserId: key } })))).toBe('allowed');
    expect(await outcome(client.send(new GetCommand({ TableName: 'Items', Key: { UserId: `${key}x` } })))).toBe('AccessDeniedException');
    expect(await outcome(credentialsOf('another-app', { azp: undefined }))).toBe('InvalidIdentityTokenException');
    expect(await outcome(credentialsOf(app, { azp: app, aud: 'another-api' }))).toBe('AccessDenied');
  } finally {
    await cloud.stop();
  }
});

test('GitHub: other owners, and subjects with slashes, get nothing', async () => {
  const { issuer, app, user } = USERS.GitHub;
  const cloud = await LocalCloud.start({ assembly: stackFile(template('GitHub', issuer)) });
  try {
    const clientConfig = { endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 };
    const tried = async (sub: string) => {
      const { token } = await cloud.signIn({ provider: issuer, app, user: sub });
      return outcome(fromWebToken({ roleArn: cloud.stacks.UserFiles.Role, webIdentityToken: token, roleSessionName: 'app', clientConfig })());
    };
    expect([await tried(user), await tried(user.replace('1234', '12345')), await tried('repo:o/r:ref:refs/heads/main')])
      .toEqual(['allowed', 'AccessDenied', 'AccessDenied']);
  } finally {
    await cloud.stop();
  }
});
