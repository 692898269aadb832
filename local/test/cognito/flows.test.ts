import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '@aws-sdk/client-cognito-identity';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { decodeJwt } from 'jose';
import { Broker, sdkCredentials } from './broker';
import { token as printToken } from '../../src/commands/token';

let broker: Broker;
afterEach(() => broker.stop());

const ID = /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('enhanced flow: a signed-in user reaches their own items and nobody else’s', async () => {
  broker = await Broker.start();
  const [alice, bob] = [await broker.logins('alice'), await broker.logins('bob')];
  const [aliceId, bobId] = [await broker.id(alice), await broker.id(bob)];
  expect([aliceId, bobId]).toEqual([expect.stringMatching(ID), expect.stringMatching(ID)]);
  expect(aliceId).not.toBe(bobId);
  expect(await broker.id(alice)).toBe(aliceId);

  const credentials = await broker.credentials(aliceId, alice);
  expect(credentials.Expiration!.getTime() - Date.now()).toBeGreaterThan(3_500_000);
  expect(await broker.use(credentials, aliceId)).toBe('allowed');
  expect(await broker.use(credentials, bobId)).toBe('AccessDeniedException');
  expect(await broker.use(credentials, 'alice')).toBe('AccessDeniedException');
  const { Arn } = await broker.sts(credentials).send(new GetCallerIdentityCommand({}));
  expect(Arn).toMatch(/:assumed-role\/GameScores-Member-[0-9A-F]+\/CognitoIdentityCredentials$/);
});

test('a token for `cognito` and the client of a user pool is one that the identity pool takes, from the command as well', async () => {
  broker = await Broker.start();
  const { App, Issuer } = broker.outputs;
  const printed = jest.spyOn(console, 'log').mockReturnValue();
  await printToken({ endpoint: broker.cloud.endpoint, secret: broker.cloud.secret, provider: 'cognito', app: App, user: 'alice' });
  const [[minted]] = printed.mock.calls as [[string]];
  printed.mockRestore();
  expect(decodeJwt(minted)).toMatchObject({ iss: Issuer, aud: App, sub: 'alice', token_use: 'id' });
  const logins = { [broker.userPool]: minted };
  const id = await broker.id(logins);
  expect(await broker.use(await broker.credentials(id, logins), id)).toBe('allowed');
  expect(await broker.id(await broker.logins('alice', { provider: 'cognito', name: broker.userPool, app: App }))).toBe(id);
});

test('with any other app it is the identity pool\'s own, which no pool takes as a login', async () => {
  broker = await Broker.start();
  for (const app of [broker.outputs.Pool, 'fb-app', 'google-app', 'game', 'nobody']) {
    const { token: minted } = await broker.cloud.signIn({ provider: 'cognito', app, user: 'alice' });
    expect(decodeJwt(minted)).toMatchObject({ iss: 'https://cognito-identity.amazonaws.com', aud: app });
    await expect(broker.id({ [broker.userPool]: minted })).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  }
});

test('the SDK’s own provider works unmodified, for users and guests', async () => {
  broker = await Broker.start();
  for (const logins of [await broker.logins('alice'), undefined]) {
    const credentials = await fromCognitoIdentityPool({ identityPoolId: broker.outputs.Pool, logins, clientConfig: broker.settings })();
    expect(credentials).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/), identityId: expect.stringMatching(ID) });
  }
});

test('an identity id outlives the local cloud', async () => {
  broker = await Broker.start();
  const id = await broker.id(await broker.logins('alice'));
  await broker.stop();
  broker = await Broker.start();
  expect(await broker.id(await broker.logins('alice'))).toBe(id);
});

test('every kind of provider', async () => {
  broker = await Broker.start();
  const all = [
    await broker.logins('alice'),
    await broker.logins('alice', { provider: 'https://login.example.com/v2', app: 'game' }),
    await broker.logins('alice', { provider: 'google', name: 'accounts.google.com', app: 'google-app' }),
    await broker.logins('alice', { provider: 'facebook', name: 'graph.facebook.com', app: 'fb-app' }),
  ];
  const ids = await Promise.all(all.map((logins) => broker.id(logins)));
  expect(new Set(ids).size).toBe(4);
  for (const [i, logins] of all.entries()) expect(await broker.use(await broker.credentials(ids[i], logins), ids[i])).toBe('allowed');
});

test('guests: an id of their own, and what the scope-down policy leaves', async () => {
  broker = await Broker.start();
  const [one, two] = [await broker.id(), await broker.id()];
  expect(one).not.toBe(two);
  const credentials = await broker.credentials(one);
  expect(await broker.use(credentials, one)).toBe('allowed');
  expect(await broker.use(credentials, two)).toBe('AccessDeniedException');
  // The role allows it, the scope-down policy does not.
  const assume = broker.sts(credentials).send(new AssumeRoleCommand({ RoleArn: broker.outputs.AdminRole, RoleSessionName: 'guest' }));
  await expect(assume).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(broker.cloud.decisions().at(-1)).toMatchObject({ action: 'sts:AssumeRole', reason: 'no session policy statement allows sts:AssumeRole' });
});

test('guests reach no service but those that AWS lets guests reach, whatever their role says', async () => {
  const listRoles = { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' };
  broker = await Broker.start({}, ({ Resources }) => {
    for (const { Properties } of [Resources.Guest, Resources.Member]) Properties.Policies[0].PolicyDocument.Statement.push(listRoles);
  });
  const alice = await broker.logins('alice');
  const iam = (credentials: Credentials) => new IAMClient({ ...broker.settings, credentials: sdkCredentials(credentials) });
  await expect(iam(await broker.credentials(await broker.id(alice), alice)).send(new ListRolesCommand({}))).resolves.toBeDefined();
  await expect(iam(await broker.credentials(await broker.id())).send(new ListRolesCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(broker.cloud.decisions().at(-1)).toMatchObject({ action: 'iam:ListRoles', reason: 'no session policy statement allows iam:ListRoles' });
});

test('a guest of a pool that takes no guests any more gets no credentials', async () => {
  const data = mkdtempSync(join(tmpdir(), 'guests-'));
  broker = await Broker.start({}, undefined, undefined, data);
  const guest = await broker.id();
  await expect(broker.credentials(guest)).resolves.toBeDefined();
  await broker.stop();
  broker = await Broker.start({ AllowUnauthenticatedIdentities: false }, undefined, undefined, data);
  const refused = { name: 'NotAuthorizedException', message: 'Unauthenticated access is not supported for this identity pool.' };
  await expect(broker.credentials(guest)).rejects.toMatchObject(refused);
  await expect(broker.openIdToken(guest)).rejects.toMatchObject(refused);
});

test('a guest who signs in keeps the identity, and is no guest any more', async () => {
  broker = await Broker.start();
  const id = await broker.id();
  const alice = await broker.logins('alice');
  await broker.credentials(id, alice);
  expect(await broker.id(alice)).toBe(id);
  await expect(broker.credentials(id)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: `Access to Identity '${id}' is forbidden.` });
});

test('two logins of one user become one identity', async () => {
  broker = await Broker.start();
  const pool = await broker.logins('alice');
  const facebook = await broker.logins('4711', { provider: 'facebook', name: 'graph.facebook.com', app: 'fb-app' });
  const id = await broker.id(pool);
  expect(await broker.id({ ...pool, ...facebook })).toBe(id);
  expect(await broker.id(facebook)).toBe(id);
});

describe('basic flow', () => {
  test('the app takes the token to STS itself, where guests are not scoped down', async () => {
    broker = await Broker.start({ AllowClassicFlow: true });
    const alice = await broker.logins('alice');
    const id = await broker.id(alice);
    const token = await broker.openIdToken(id, alice);
    expect(decodeJwt(token)).toMatchObject({
      iss: 'https://cognito-identity.amazonaws.com',
      aud: broker.outputs.Pool,
      sub: id,
      amr: ['authenticated', broker.userPool, `${broker.userPool}:CognitoSignIn:alice`],
    });
    const guest = await broker.id();
    expect(decodeJwt(await broker.openIdToken(guest))).toMatchObject({ sub: guest, amr: ['unauthenticated'] });

    const assume = (RoleArn: string, WebIdentityToken: string) => broker.sts({ AccessKeyId: 'none', SecretKey: 'none' })
      .send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'basic', WebIdentityToken }));
    const answer = await assume(broker.outputs.MemberRole, token);
    expect(answer).toMatchObject({ Provider: 'cognito-identity.amazonaws.com', Audience: broker.outputs.Pool, SubjectFromWebIdentityToken: id });
    await expect(assume(broker.outputs.MemberRole, await broker.openIdToken(guest))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('fails: off by default', async () => {
    broker = await Broker.start();
    const id = await broker.id();
    await expect(broker.openIdToken(id)).rejects.toMatchObject({
      name: 'InvalidParameterException', message: 'Basic (classic) flow is not enabled, please use enhanced flow.',
    });
  });
});

test.each([
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
])('in %s the issuer is %s', async (region, host) => {
  const { cognitoIssuer, OpaqueTokens, TokenIssuer, verifyWebIdentityToken } = await import('../../src/identity');
  broker = await Broker.start();
  const opaqueTokens = new OpaqueTokens();
  const issuer = new TokenIssuer(opaqueTokens, Date.now, { cognitoIssuer: cognitoIssuer(region) });
  const { token } = await issuer.mint({ provider: 'cognito', app: `${region}:pool`, user: `${region}:user` });
  const identity = await verifyWebIdentityToken(token, undefined, { oidcProviders: [], keySource: issuer, opaqueTokens, clock: Date.now });
  expect([identity.federated, identity.context.get(`${host}:amr`)]).toEqual([host, ['authenticated']]);
});
