import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OidcServer } from './oidc-server';
import { LocalCloud } from '../../src';
import { gameScoresTemplate, templateFile } from '../support/game-scores';

const ISSUER = 'https://login.example.com';
let server: OidcServer;
let cloud: LocalCloud;

beforeAll(async () => {
  server = await OidcServer.start(ISSUER, 'game-scores');
  cloud = await LocalCloud.start({ assembly: templateFile(gameScoresTemplate()), issuers: { [ISSUER]: server.base } });
});
afterAll(async () => {
  await cloud.stop();
  await server.stop();
});

const assume = (WebIdentityToken: string) => {
  const RoleArn = JSON.parse(cloud.stacks.GameScores.ClientConfig).providers[ISSUER].roleArn;
  const client = new STSClient({ endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 });
  return client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'game', WebIdentityToken }));
};

test('a user who signed in at a real provider gets credentials', async () => {
  await expect(assume(await server.signIn('alice'))).resolves.toMatchObject({ SubjectFromWebIdentityToken: 'alice', Audience: 'game-scores' });
});

test('fails: its token, changed', async () => {
  const [header, claims, signature] = (await server.signIn('alice')).split('.');
  const bob = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: 'bob' })).toString('base64url');
  await expect(assume(`${header}.${bob}.${signature}`)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' });
});

test('fails: the local cloud signs nothing in its name', async () => {
  await expect(cloud.signIn({ provider: ISSUER, app: 'game-scores', user: 'alice' })).rejects.toThrow(`${ISSUER} is a real issuer here`);
});

test('other issuers are still the local cloud’s own', async () => {
  await expect(cloud.signIn({ provider: 'https://other.example.com', app: 'a', user: 'alice' })).resolves.toBeDefined();
});
