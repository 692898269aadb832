import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateMultipartUploadCommand, DeleteObjectCommand, ListMultipartUploadsCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { UserTableGrants, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, WebIdentityUsers } from 'cdk-web-identity';
import { run, Running } from './support';

/** All that is Alice's goes, and nothing of anybody else. */

const ALICE = 'amzn1.account.ALICE';
/** Others whose ids and keys begin like hers, or end so. */
const OTHERS = ['amzn1.account.ALICE2', 'amzn1.account.BOB', `google#${ALICE}`, 'amzn1.account.alice'];

function template(): object {
  const stack = new Stack(new App(), 'App');
  const users = new WebIdentityUsers(stack, 'Players', {
    providers: [
      WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.abc'] }),
      WebIdentityProvider.google({ clientIds: ['1-x.apps.googleusercontent.com'], userNamespace: 'google' }),
    ],
  });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users, tableName: 'Scores' });
  const saves = new WebIdentityGameTable(stack, 'Saves', { users, tableName: 'Saves', keySuffix: true });
  const news = new dynamodb.TableV2(stack, 'News', {
    tableName: 'News',
    partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
    globalSecondaryIndexes: [{ indexName: 'ByDay', partitionKey: { name: 'Day', type: dynamodb.AttributeType.STRING } }],
  });
  const shared = UserTableGrants.forTable(news);
  shared.sharedItems(users, { index: 'ByDay', attributes: ['Text'] });
  const files = new WebIdentityUserBucket(stack, 'Files', { users, bucketName: 'forget-files', versioned: true, published: {}, sharedPrefixes: ['shared/'] });
  const plain = new WebIdentityUserBucket(stack, 'Plain', { users, bucketName: 'forget-plain' });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores, saves, news: shared }, buckets: { files, plain } });
  return Template.fromStack(stack).toJSON();
}

const home = mkdtempSync(join(tmpdir(), 'forget-'));
let running: Running;
let items: DynamoDBDocumentClient;
let objects: S3Client;

beforeAll(async () => {
  const file = join(home, 'App.template.json');
  writeFileSync(file, JSON.stringify(template()));
  running = await Running.start(home, file, '--port', '0', '--json');
  const { endpoint, region, accessKeyId, secretAccessKey, stacks } = running.facts;
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  items = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  objects = new S3Client({ ...settings, forcePathStyle: true });
  writeFileSync(join(home, 'config.json'), stacks.App.ClientConfig);
  writeFileSync(join(home, 'outputs.json'), JSON.stringify({ App: stacks.App, Other: { Name: 'x' } }));
}, 30_000);
afterAll(() => running.end());

const forget = (...args: string[]) => run(home, 'forget', '--endpoint', running.facts.endpoint, ...args);
const ofAlice = (...args: string[]) => forget('--provider', 'amazon', '--user', ALICE, '--config', join(home, 'config.json'), ...args);

async function fill(): Promise<void> {
  const write = (table: string, keys: object[]) => items.send(new BatchWriteCommand({
    RequestItems: { [table]: keys.map((Item) => ({ PutRequest: { Item } })) },
  }));
  for (let i = 0; i < 3; i++) await write('Scores', Array.from({ length: 20 }, (_, game) => ({ UserId: ALICE, GameTitle: `Game ${i * 20 + game}` })));
  await write('Scores', OTHERS.map((UserId) => ({ UserId, GameTitle: 'Chess' })));
  await write('Saves', [ALICE, `${ALICE}#1`, `${ALICE}#2`, ...OTHERS, ...OTHERS.map((id) => `${id}#1`)].map((UserId) => ({ UserId, GameTitle: 'Chess' })));
  await write('News', [{ UserId: ALICE, Day: '1', Text: 'x' }]);
  for (const Bucket of ['forget-files', 'forget-plain']) {
    for (const Key of [`users/${ALICE}/a`, `users/${ALICE}/a`, `users/${ALICE}/b/c`, ...OTHERS.map((id) => `users/${id.replace('#', '/')}/a`), 'users/stray']) await objects.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await objects.send(new CreateMultipartUploadCommand({ Bucket, Key: `users/${ALICE}/big` }));
    await objects.send(new CreateMultipartUploadCommand({ Bucket, Key: `users/${OTHERS[0]}/big` }));
  }
  await objects.send(new DeleteObjectCommand({ Bucket: 'forget-files', Key: `users/${ALICE}/a` }));
  for (const id of [ALICE, OTHERS[1]]) await objects.send(new PutObjectCommand({ Bucket: 'forget-files', Key: `published/${id}/face`, Body: 'x' }));
  await objects.send(new PutObjectCommand({ Bucket: 'forget-files', Key: `shared/${ALICE}/kept`, Body: 'x' }));
}

/** Every key that is there, versions, markers and uploads among them. */
async function contents(): Promise<string[]> {
  const tables = await Promise.all(['Scores', 'Saves', 'News'].map(async (TableName) => (await items.send(new ScanCommand({ TableName }))).Items!.map(({ UserId, GameTitle }) => `${TableName} ${UserId} ${GameTitle}`)));
  const buckets = await Promise.all(['forget-files', 'forget-plain'].map(async (Bucket) => {
    const { Versions = [], DeleteMarkers = [] } = await objects.send(new ListObjectVersionsCommand({ Bucket }));
    const { Uploads = [] } = await objects.send(new ListMultipartUploadsCommand({ Bucket }));
    return [...Versions, ...DeleteMarkers, ...Uploads].map(({ Key }) => `${Bucket} ${Key}`);
  }));
  return [...tables, ...buckets].flat().sort();
}
const isAlices = (line: string) => new RegExp(`^(Scores|Saves) ${ALICE}(#\\d)? |^\\S+ (users|published)/${ALICE}/`).test(line);

test('removes all of one user, lists it, and leaves the others alone; again, there is nothing', async () => {
  await fill();
  const before = await contents();
  // 60 scores, 3 saves; in one bucket 3 versions, a marker, an upload and a published one, in the other 2 and an upload.
  expect(before.filter(isAlices)).toHaveLength(72);

  const trial = ofAlice('--dry-run');
  expect([trial.status, trial.stderr]).toEqual([0, '']);
  expect(trial.stdout).toMatch(/would remove 72 of user amzn1\.account\.ALICE\n$/);
  expect(await contents()).toEqual(before);

  const { status, stdout, stderr } = ofAlice();
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.trim().split('\n')).toHaveLength(73);
  expect(stdout).toContain('removed from table Scores: {"UserId":"amzn1.account.ALICE","GameTitle":"Game 59"}');
  expect(stdout).toMatch(/removed from bucket forget-files: \{"key":"users\/amzn1\.account\.ALICE\/a","version":"[^"]+"\}/);
  expect(stdout).toMatch(/removed from bucket forget-plain: \{"key":"users\/amzn1\.account\.ALICE\/big","upload":"[^"]+"\}/);
  expect(await contents()).toEqual(before.filter((line) => !isAlices(line)));

  const again = ofAlice();
  expect([again.status, again.stdout, again.stderr]).toEqual([0, 'nothing of user amzn1.account.ALICE is there\n', '']);
}, 60_000);

test('reads the outputs file of the CLI, and prints JSON', async () => {
  await objects.send(new PutObjectCommand({ Bucket: 'forget-plain', Key: 'users/google/107/x', Body: 'x' }));
  const { status, stdout } = forget('--provider', 'google', '--user', '107', '--config', join(home, 'outputs.json'), '--json');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n').map((line) => JSON.parse(line))).toEqual([{ from: 'bucket', name: 'forget-plain', what: { key: 'users/google/107/x' } }]);
}, 30_000);

test.each<[string, string[], RegExp]>([
  ['no provider where there are several', ['--user', ALICE], /--provider: got "none", want one of amazon, google/],
  ['a provider that is not there', ['--user', ALICE, '--provider', 'facebook'], /--provider: got "facebook"/],
  ['an empty user', ['--user', '', '--provider', 'amazon'], /--user: got "", want the id of a user of amazon/],
  ['an id that is what stands before others', ['--user', 'google', '--provider', 'amazon'], /--user: got "google"/],
  ['an id that reaches into a folder', ['--user', 'google/107', '--provider', 'amazon'], /without \/ and #/],
  ['an id that reaches into a key', ['--user', 'google#107', '--provider', 'amazon'], /without \/ and #/],
])('refuses %s, and removes nothing', async (_, args, message) => {
  const before = await contents();
  const { status, stderr, stdout } = forget(...args, '--config', join(home, 'config.json'));
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(await contents()).toEqual(before);
}, 30_000);

test.each<[string, string]>([
  ['no config', '{}'], ['another version', '{"version":2,"region":"us-east-1","providers":{},"tables":{},"buckets":{}}'], ['no JSON', 'x'],
])('refuses %s', (_, text) => {
  const file = join(home, 'other.json');
  writeFileSync(file, text);
  const { status, stderr } = forget('--user', ALICE, '--config', file);
  expect(status).toBe(2);
  expect(stderr).toMatch(/holds 0 client configs of version 1/);
});

test('goes nowhere where no local cloud of this user answers', () => {
  const { status, stderr } = run(home, 'forget', '--endpoint', 'http://127.0.0.1:9', '--provider', 'amazon', '--user', ALICE, '--config', join(home, 'config.json'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/does not answer as a local cloud/);
});
