import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { BrokerUserId, WebIdentityBroker, WebIdentityClientConfig, WebIdentityUserBucket, WebIdentityUserTable } from 'cdk-web-identity';
import { BrokerApp, outcome, templateOf } from './broker-app';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';
import { stackFile } from '../s3/user-bucket';

/**
 * The `sub` of the user pool as user id: Cognito puts it on the session as a tag, and the roles take no tag from elsewhere.
 * Mallory tries to come by Alice's id in twenty ways.
 */

jest.setTimeout(120_000);

const ALICE = 'a11ce000-0000-4000-8000-000000000000';
const MALLORY = 'ba110000-0000-4000-8000-000000000000';
const TAG = 'UserPoolSub';
const TAGS = 'https://aws.amazon.com/tags';
const [TableName, Bucket] = ['Profiles', 'sub-files'];

function template(): any {
  return templateOf((stack) => {
    const broker = new WebIdentityBroker(stack, 'SignIn', { userId: BrokerUserId.USER_POOL_SUB });
    const profiles = new WebIdentityUserTable(stack, 'Profiles', { users: broker.users, tableName: TableName });
    const files = new WebIdentityUserBucket(stack, 'Files', { users: broker.users, bucketName: Bucket });
    new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { profiles }, buckets: { files }, broker });
  });
}

let app: BrokerApp;
beforeAll(async () => {
  app = await BrokerApp.start(template());
  const alice = await app.user(ALICE);
  await app.items(alice).send(new PutCommand({ TableName, Item: { UserId: ALICE, Secret: 'hers' } }));
});
afterAll(() => app.stop());

const readAlice = async (who: Parameters<BrokerApp['items']>[0]) => outcome(app.items(who).send(new GetCommand({ TableName, Key: { UserId: ALICE } })));

test('own items and objects by sub', async () => {
  expect(app.config.cognito.userId).toBe('sub');
  const alice = await app.user(ALICE);
  expect((await app.items(alice).send(new GetCommand({ TableName, Key: { UserId: ALICE } }))).Item).toEqual({ UserId: ALICE, Secret: 'hers' });
  expect(await outcome(app.s3(alice).send(new PutObjectCommand({ Bucket, Key: `users/${ALICE}/1`, Body: 'x' })))).toBe('allowed');
  // The identity id is nobody's key here.
  expect(await outcome(app.items(alice).send(new PutCommand({ TableName, Item: { UserId: alice.identityId } })))).toBe('AccessDeniedException');
  expect(await outcome(app.s3(alice).send(new PutObjectCommand({ Bucket, Key: `users/${alice.identityId}/1`, Body: 'x' })))).toBe('AccessDenied');
});

/** Mallory's ID token, some of its claims forged: the user pool would never sign these, but what if it could be brought to. */
const signedIn = async (claims: Record<string, unknown>) => app.user(MALLORY, claims);
const roleArn = () => app.config.providers.cognito.roleArn;
const sts = (credentials?: Parameters<BrokerApp['items']>[0]['credentials']) => new STSClient({ ...app.settings, ...credentials && { credentials } });

/** Trades a token for the role's session at STS itself. */
async function assume(token: string) {
  const { Credentials: keys } = await new STSClient({ ...app.settings, credentials: { accessKeyId: 'a', secretAccessKey: 'a' }, signer: undefined })
    .send(new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn(), RoleSessionName: ALICE, WebIdentityToken: token }));
  return { credentials: { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretAccessKey!, sessionToken: keys!.SessionToken } };
}

/** A token that an issuer other than Cognito signed. */
const minted = async (provider: string, claims: Record<string, unknown>, audience = app.config.cognito.identityPoolId) =>
  (await app.cloud.signIn({ provider, app: audience, user: MALLORY, claims: { amr: ['authenticated'], ...claims } })).token;
const tagged = (value: unknown, tag = TAG) => ({ [TAGS]: { principal_tags: { [tag]: value } } });

/** Someone else's token with other claims, the signature kept. */
async function altered(change: (claims: any) => object): Promise<string> {
  const [head, body, signature] = (await minted('cognito', tagged([MALLORY]))).split('.');
  const claims = change(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

const unsigned = (claims: object) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;

/** Each comes by a session or not; whatever it is, it must not read what is Alice's. */
const ATTEMPTS: [string, () => Promise<Parameters<BrokerApp['items']>[0]>, string][] = [
  // by claims of the ID token
  ['the tags claim in the ID token', () => signedIn(tagged([ALICE])), 'signed in, AccessDeniedException'],
  ['the flat tags claim in the ID token', () => signedIn({ [`${TAGS}/principal_tags/${TAG}`]: ALICE }), 'signed in, AccessDeniedException'],
  ['the tag as a claim', () => signedIn({ [TAG]: ALICE }), 'signed in, AccessDeniedException'],
  ['the tag as a custom attribute', () => signedIn({ [`custom:${TAG}`]: ALICE }), 'signed in, AccessDeniedException'],
  ['a user name that is her sub', () => signedIn({ 'cognito:username': ALICE, 'username': ALICE, 'preferred_username': ALICE }), 'signed in, AccessDeniedException'],
  ['a sub of several values', () => signedIn({ sub: [MALLORY, ALICE] }), 'NotAuthorizedException'],
  ['an empty sub', () => signedIn({ sub: '' }), 'InvalidIdentityPoolConfigurationException'],
  ['the identity claim of a federated user', () => signedIn({ identities: [{ userId: ALICE }], email: ALICE }), 'signed in, AccessDeniedException'],
  // by tokens for STS
  ['an OpenID token of the pool, by the classic flow', async () => {
    const client = new CognitoIdentityClient(app.settings);
    const Logins = { [app.userPool]: await app.idToken(MALLORY) };
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId: app.config.cognito.identityPoolId, Logins }));
    return assume((await client.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token!);
  }, 'InvalidParameterException'],
  ['an ID token at STS', async () => assume(await app.idToken(MALLORY, tagged([ALICE]))), 'InvalidIdentityTokenException'],
  ['a Cognito token of another pool', async () => assume(await minted('cognito', tagged([ALICE]), 'us-east-1:00000000-0000-4000-8000-000000000000')), 'AccessDenied'],
  ['a token of another issuer', async () => assume(await minted('https://login.example.com', tagged([ALICE]))), 'InvalidIdentityTokenException'],
  ['a token whose claims were changed', async () => assume(await altered((claims) => ({ ...claims, ...tagged([ALICE]) }))), 'InvalidIdentityTokenException'],
  ['a token without signature', async () => assume(unsigned({ iss: 'https://cognito-identity.amazonaws.com', aud: app.config.cognito.identityPoolId, sub: 'x', exp: 9e9, ...tagged([ALICE]) })), 'InvalidIdentityTokenException'],
  // even if Cognito itself signed these
  ['no tag at all, and the role\'s own tags', async () => assume(await minted('cognito', {})), 'AccessDenied'],
  ['an empty tag', async () => assume(await minted('cognito', tagged(['']))), 'AccessDenied'],
  ['the tag in another case beside the right one', async () => assume(await minted('cognito', { [TAGS]: { principal_tags: { [TAG]: [MALLORY], [TAG.toLowerCase()]: [ALICE] } } })), 'InvalidIdentityTokenException'],
  ['a second tag', async () => assume(await minted('cognito', { [TAGS]: { principal_tags: { [TAG]: [MALLORY], UserId: [ALICE] } } })), 'AccessDenied'],
  ['a tag of two values', async () => assume(await minted('cognito', tagged([MALLORY, ALICE]))), 'InvalidIdentityTokenException'],
  ['a tag with a wildcard', async () => assume(await minted('cognito', tagged(['*']))), 'InvalidIdentityTokenException'],
  // once signed in
  ['tags in AssumeRole of the own role', async () => {
    const { credentials } = await app.user(MALLORY);
    const { Credentials: keys } = await sts(credentials).send(new AssumeRoleCommand({ RoleArn: roleArn(), RoleSessionName: 'app', Tags: [{ Key: TAG, Value: ALICE }] }));
    return { credentials: { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretAccessKey!, sessionToken: keys!.SessionToken } };
  }, 'AccessDenied'],
  ['her identity id with the own login', async () => {
    const client = new CognitoIdentityClient(app.settings);
    const { identityId } = await app.user(ALICE);
    const Logins = { [app.userPool]: await app.idToken(MALLORY) };
    const { Credentials: keys } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId: identityId, Logins }));
    return { credentials: { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretKey!, sessionToken: keys!.SessionToken } };
  }, 'NotAuthorizedException'],
];

test('the attempts are at least twenty', () => expect(ATTEMPTS.length).toBeGreaterThanOrEqual(20));

test.each(ATTEMPTS)('refused: %s', async (_, attempt, how) => {
  const session = await attempt().catch((error: Error) => error);
  expect(session instanceof Error ? session.name : `signed in, ${await readAlice(session)}`).toBe(how);
});

describe('each guard is needed', () => {
  const trust = (of: any) => Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::IAM::Role').Properties.AssumeRolePolicyDocument.Statement;
  const assumes = async (of: any, claims: Record<string, unknown>) => {
    const other = await BrokerApp.start(of);
    try {
      const { token } = await other.cloud.signIn({ provider: 'cognito', app: other.config.cognito.identityPoolId, user: MALLORY, claims: { amr: ['authenticated'], ...claims } });
      const client = new STSClient({ ...other.settings, credentials: { accessKeyId: 'a', secretAccessKey: 'a' } });
      return await outcome(client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: other.config.providers.cognito.roleArn, RoleSessionName: 'app', WebIdentityToken: token })));
    } finally {
      await other.stop();
    }
  };

  test('the tag must be there', async () => {
    const open = template();
    trust(open).forEach((statement: any) => delete statement.Condition.StringLike);
    expect([await assumes(template(), {}), await assumes(open, {})]).toEqual(['AccessDenied', 'allowed']);
  });

  test('no other tag may', async () => {
    const open = template();
    trust(open).forEach((statement: any) => delete statement.Condition['ForAllValues:StringEquals']);
    const two = { [TAGS]: { principal_tags: { [TAG]: [MALLORY], UserId: [ALICE] } } };
    expect([await assumes(template(), two), await assumes(open, two)]).toEqual(['AccessDenied', 'allowed']);
  });

  test('sts:TagSession is granted', async () => {
    const closed = template();
    const role = Object.values<any>(closed.Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
    role.Properties.AssumeRolePolicyDocument.Statement = trust(closed).slice(0, 1);
    expect([await assumes(closed, tagged([MALLORY])), await assumes(template(), tagged([MALLORY]))]).toEqual(['AccessDenied', 'allowed']);
  });
});

test('who signs in at the pool is themselves', async () => {
  const { credentials, identityId } = await app.user(MALLORY);
  expect((await sts(credentials).send(new GetCallerIdentityCommand({}))).Arn).toContain('CognitoIdentityCredentials');
  expect(identityId).not.toContain(MALLORY);
  expect(await readAlice({ credentials })).toBe('AccessDeniedException');
});

describe('the isolation check', () => {
  const judged = (of: any) => {
    const { status, findings } = check(readAssembly(stackFile(of)));
    return { status, rules: findings.map(({ rule }) => rule) };
  };
  const tags = (of: any) => Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::Cognito::IdentityPoolPrincipalTag').Properties;
  const pool = (of: any) => Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::Cognito::IdentityPool').Properties;

  test('takes the tag for the user\'s id', () => {
    const { status, findings, matrix } = check(readAssembly(stackFile(template())));
    expect({ status, findings }).toEqual({ status: 'isolated', findings: [] });
    expect(matrix.some(({ cells }) => cells.own === 'allowed')).toBe(true);
    expect(matrix.some(({ cells }) => cells.others === 'refused')).toBe(true);
  });

  test.each<[string, (of: any) => void]>([
    ['it is of a claim that users may write', (of) => { tags(of).PrincipalTags = { [TAG]: 'email' }; }],
    ['a second provider may give out the same sub', (of) => { pool(of).SupportedLoginProviders = { 'accounts.google.com': 'app' }; }],
    ['another role takes tags from elsewhere', (of) => {
      of.Resources.Other = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }] } } };
    }],
    ['guests come without one', (of) => { pool(of).AllowUnauthenticatedIdentities = true; }],
  ])('does not where %s', (_, change) => {
    const of = template();
    change(of);
    expect(judged(of).status).not.toBe('isolated');
  });

  test('finds the hole where a table is everybody\'s', () => {
    const of = template();
    const role = Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
    role.Properties.PolicyDocument.Statement = [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': [Object.entries<any>(of.Resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable')![0], 'Arn'] } },
      ...role.Properties.PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Allow')];
    expect(judged(of).rules).toContain('cross-user-read');
  });
});
