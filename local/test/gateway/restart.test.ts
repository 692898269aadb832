import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamodb, element, player, send, signed, startCloud, type Credentials } from './support';
import type { LocalCloud } from '../../src';
import { signedHeaders } from '../s3/signed-request';

let data: string;
let cloud: LocalCloud;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'restart-'));
  cloud = await startCloud({ data });
});
afterEach(() => cloud.stop());

const restart = async (folder = data): Promise<void> => {
  await cloud.stop();
  cloud = await startCloud({ data: folder });
};
const get = async (credentials: Credentials) => {
  const { status, body } = await dynamodb(cloud, credentials, 'GetItem', '{"TableName":"GameScores","Key":{"UserId":{"S":"alice"}}}');
  return [status, (JSON.parse(body).__type as string | undefined)?.split('#')[1]];
};
const identity = async (credentials: Credentials) => {
  const { status, body } = await send(cloud.endpoint, await signed(cloud, credentials, 'sts', 'Action=GetCallerIdentity&Version=2011-06-15'));
  return [status, /<Code>/.test(body) ? element(body, 'Code') : element(body, 'Arn')];
};
const object = async (credentials: Credentials) => {
  const headers = await signedHeaders(cloud.endpoint, credentials, { method: 'GET', path: '/files/b', headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
  const { status, body } = await send(cloud.endpoint, { method: 'GET', path: '/files/b', headers: Object.entries(headers).flat() });
  return [status, element(body, 'Code')];
};

test('the administrator\'s keys outlive a restart with the data, and are for this user only', async () => {
  const keys = cloud.administrator;
  await restart();
  expect(cloud.administrator).toEqual(keys);
  expect(await identity(keys)).toEqual([200, 'arn:aws:iam::123456789012:user/local-administrator']);
  expect(statSync(join(data, 'keys.json')).mode % 0o1000).toBe(0o600);
});

test('other data has other keys, and so has none', async () => {
  const keys = cloud.administrator;
  await restart(mkdtempSync(join(tmpdir(), 'restart-')));
  expect(await identity(keys)).toEqual([403, 'InvalidClientTokenId']);
});

test('fails: keys that are none', async () => {
  await cloud.stop();
  const kept = JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8'));
  for (const text of ['{', 'null', '{}', JSON.stringify({ ...kept, sessionMark: 'x' }), JSON.stringify({ ...kept, administrator: { accessKeyId: 'x', secretAccessKey: '' } })]) {
    writeFileSync(join(data, 'keys.json'), text);
    await expect(startCloud({ data })).rejects.toThrow(/keys\.json (cannot be read|holds no keys)/);
  }
  writeFileSync(join(data, 'keys.json'), JSON.stringify(kept));
  cloud = await startCloud({ data });
});

/** SDKs fetch new credentials when they hear this, and go on. */
test('sessions end with the process, and with AWS\'s code for it', async () => {
  const alice = await player(cloud, 'alice');
  await restart();
  expect(await get(alice)).toEqual([400, 'ExpiredTokenException']);
  expect(await identity(alice)).toEqual([403, 'ExpiredToken']);
  expect(await object(alice)).toEqual([400, 'ExpiredToken']);
  expect(await get(await player(cloud, 'alice'))).toEqual([200, undefined]);
});

test('keys that nobody ever had are unknown, however alike', async () => {
  const alice = await player(cloud, 'alice');
  await restart();
  const last = alice.accessKeyId.endsWith('A') ? 'B' : 'A';
  for (const accessKeyId of [`${alice.accessKeyId.slice(0, -1)}${last}`, 'ASIAABCDEFGHIJKLMNOP', `AKIA${alice.accessKeyId.slice(4)}`]) {
    expect(await get({ ...alice, accessKeyId })).toEqual([400, 'UnrecognizedClientException']);
  }
});
