import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { DeployedApp } from './deployed-app';
import { outcome } from '../../support/game-scores';

/** Avatars: their owner writes, who signed in reads, and lists no more than their own. */

jest.setTimeout(60_000);

const ISSUER = 'https://accounts.example.com';

let app: DeployedApp;
let [alice, bob]: S3Client[] = [];
beforeAll(async () => {
  app = await DeployedApp.deploy('avatars');
  [alice, bob] = await Promise.all(['alice', 'bob'].map(async (user) => signedIn(await token(user))));
});
afterAll(() => app.stop());

const token = async (user: string, audience = 'avatars', provider = ISSUER) => (await app.cloud.signIn({ provider, app: audience, user })).token;

async function signedIn(webIdentityToken: string): Promise<S3Client> {
  const { roleArn } = app.config.providers[ISSUER];
  const credentials = await fromWebToken({ roleArn, roleSessionName: 'app', webIdentityToken, clientConfig: app.as() })();
  return new S3Client({ ...app.as(credentials), forcePathStyle: true });
}

const Bucket = () => app.config.buckets.avatars.name as string;
const put = (client: S3Client, Key: string) => outcome(() => client.send(new PutObjectCommand({ Bucket: Bucket(), Key, Body: 'x', ContentType: 'image/png' })));
const get = (client: S3Client, Key: string) => outcome(() => client.send(new GetObjectCommand({ Bucket: Bucket(), Key })));
const remove = (client: S3Client, Key: string) => outcome(() => client.send(new DeleteObjectCommand({ Bucket: Bucket(), Key })));
const list = (client: S3Client, Prefix?: string) => outcome(() => client.send(new ListObjectsV2Command({ Bucket: Bucket(), Prefix })));

test('all write their own, and read each other\'s', async () => {
  expect(await Promise.all([put(alice, 'published/alice/face.png'), put(bob, 'published/bob/face.png'), put(bob, 'users/bob/draft.png')])).toEqual(['allowed', 'allowed', 'allowed']);
  expect(await Promise.all([get(alice, 'published/bob/face.png'), get(bob, 'published/alice/face.png'), get(bob, 'users/bob/draft.png')])).toEqual(['allowed', 'allowed', 'allowed']);
  expect(await Promise.all([list(bob, 'published/bob/'), list(bob, 'users/bob/'), remove(bob, 'users/bob/draft.png')])).toEqual(['allowed', 'allowed', 'allowed']);
});

test('nobody writes, lists or reads what else is another\'s', async () => {
  await put(bob, 'users/bob/draft.png');
  const refused = [
    put(alice, 'published/bob/face.png'), remove(alice, 'published/bob/face.png'), put(alice, 'published/face.png'), put(alice, 'users/bob/draft.png'),
    get(alice, 'users/bob/draft.png'), list(alice), list(alice, 'published/'), list(alice, 'published/bob/'), list(alice, 'users/'), list(alice, 'users/bob/'),
  ];
  expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDenied'));
});

test.each<[string, () => Promise<string>, string]>([
  ['a token for another app', () => token('alice', 'another-app'), 'InvalidIdentityTokenException'],
  ['a token of an issuer that nobody registered', () => token('alice', 'avatars', 'https://evil.example.com'), 'InvalidIdentityTokenException'],
  ['a token that our app got for another API', async () => (
    await app.cloud.signIn({ provider: ISSUER, app: 'avatars', user: 'alice', claims: { azp: 'avatars', aud: 'https://api.example.com' } })).token, 'AccessDenied'],
  ['an id that reaches into another\'s folder', () => token('bob/face.png'), 'AccessDenied'],
])('%s opens nothing', async (_, webIdentityToken, expected) => {
  expect(await outcome(async () => signedIn(await webIdentityToken()))).toBe(expected);
});

test('without credentials nobody reads', async () => {
  await put(bob, 'published/bob/face.png');
  const url = `${app.cloud.endpoint}/${Bucket()}`;
  expect(await Promise.all([url, `${url}/published/bob/face.png`].map(async (one) => (await fetch(one)).status))).toEqual([403, 403]);
});

test('the page may ask from its own origin alone', async () => {
  const asked = async (Origin: string) => (await fetch(`${app.cloud.endpoint}/${Bucket()}/published/bob/face.png`, {
    method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'PUT' },
  })).status;
  expect([await asked('https://game.example.com'), await asked('https://evil.example.com')]).toEqual([200, 403]);
});
