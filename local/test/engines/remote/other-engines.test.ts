/// <reference path="../../dynamodb/dynalite-server.d.ts" />
import { createServer } from 'node:http';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import dynalite from 'dynalite';
import { LocalCloud, type LocalCloudOptions } from '../../../src';
import { expectOutcomes } from '../../cli/scenario/expect-outcomes';
import { sdk } from '../../cli/scenario/sdk';
import { BUCKET, clientsStack, TABLE } from '../../cli/scenario/stack';
import type { Step } from '../../cli/scenario/step';
import { steps } from '../../cli/scenario/steps';
import { dynamodb as sendDynamoDb, player, startCloud } from '../../gateway/support';
import { plainS3 } from '../../s3/plain-s3';
import { Upstream } from '../../support/upstream';

/* Other engines behind the very same enforcement. */

let assembly: string;
beforeAll(() => { assembly = clientsStack(); });

let tables: Upstream;
let objects: Upstream;
let cloud: LocalCloud | undefined;
beforeEach(async () => {
  tables = await Upstream.start(dynalite({ createTableMs: 0 }));
  objects = await Upstream.start(plainS3());
});
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  await Promise.all([tables.stop(), objects.stop()]);
});
const start = async (options: LocalCloudOptions = {}): Promise<LocalCloud> =>
  cloud = await LocalCloud.start({ assembly, dynamodbEndpoint: tables.endpoint, s3Endpoint: objects.endpoint, ...options });

const isTransaction = ({ operation }: Step) => operation.startsWith('Transact');

test('clients see no difference', async () => {
  // dynalite has no transactions.
  const all = (await steps(await start())).filter((step) => !(isTransaction(step) && step.expected === 'allowed'));
  tables.requests.length = 0;
  expectOutcomes(all, await sdk(cloud!, all));
  expect(tables.requests).toHaveLength(all.filter(({ service, expected }) => service === 'dynamodb' && !expected.startsWith('AccessDenied')).length);
});

test('what is refused never gets there', async () => {
  const all = await steps(await start());
  const refused = all.filter(({ service, expected }) => service === 'sts' || (service === 'dynamodb' && expected === 'AccessDeniedException'));
  const writes = all.filter(({ service, operation, expected }) => service === 's3' && expected === 'AccessDenied' && /^(Put|Delete|Upload)/.test(operation));
  [tables, objects].forEach(({ requests }) => { requests.length = 0; });
  expectOutcomes([...refused, ...writes], await sdk(cloud!, [...refused, ...writes]));
  expect([refused.length, writes.length]).toEqual([23, 3]);
  expect([tables.requests, objects.requests]).toEqual([[], []]);
});

test('of members that are there twice, what is decided on is what is sent on', async () => {
  cloud = await startCloud({ dynamodbEndpoint: tables.endpoint });
  const alice = await player(cloud, 'alice');
  tables.requests.length = 0;
  const [own, bobs] = ['alice', 'bob'].map((user) => `"Key":{"UserId":{"S":"${user}"}}`);
  const ask = (...members: string[]) => sendDynamoDb(cloud!, alice, 'GetItem', `{"TableName":"GameScores",${members.join()}}`);
  expect((await ask(own, bobs)).body).toContain('AccessDeniedException');
  expect(tables.requests).toEqual([]);
  expect((await ask(bobs, own)).status).toBe(200);
  expect(tables.requests.map(({ body }) => body.toString())).toEqual(['{"TableName":"GameScores","Key":{"UserId":{"S":"alice"}}}']);
});

test.each<[string, LocalCloudOptions, string]>([
  ['on another machine', { dynamodbEndpoint: 'http://10.0.0.1:8000' }, 'http://10.0.0.1:8000 is not on this machine'],
  ['for objects on another machine', { s3Endpoint: 'http://example.com' }, 'http://example.com is not on this machine'],
  ['nowhere', { s3Endpoint: 'here' }, '"here" is no endpoint'],
])('fails with an engine %s', async (_, options, message) => {
  tables.requests.length = 0;
  await expect(start(options)).rejects.toThrow(message);
  expect([tables.requests, objects.requests]).toEqual([[], []]);
});

test('on another machine it is tried where that is allowed', async () => {
  // Discarded at once: no such address is given to anybody (RFC 6761, "invalid.").
  await expect(start({ dynamodbEndpoint: 'http://engine.invalid', allowRemoteEndpoint: true })).rejects.toThrow('the DynamoDB engine at http://engine.invalid did not answer');
});

test('fails where a table is another one there, and no table or bucket of the app is made', async () => {
  const first = await startCloud({ dynamodbEndpoint: tables.endpoint });
  await first.stop();
  tables.requests.length = 0;
  await expect(start()).rejects.toThrow('table GameScores is there already and another one (keys: got UserId (S, HASH), want UserId (S, HASH), GameTitle (S, RANGE))');
  expect(new Set(tables.requests.map(({ headers }) => headers['x-amz-target']))).toEqual(new Set(['DynamoDB_20120810.DescribeTable']));
  expect(objects.requests.filter(({ url }) => url.includes(BUCKET))).toEqual([]);
});

test('an engine that goes down is told by AWS\'s error', async () => {
  const { endpoint, region, administrator } = await start();
  const options = { endpoint, region, credentials: administrator, maxAttempts: 1 };
  const message = `the DynamoDB engine at ${tables.endpoint} did not answer`;
  await Promise.all([tables.stop(), objects.stop()]);
  await expect(new DynamoDBClient(options).send(new GetItemCommand({ TableName: TABLE, Key: { UserId: { S: 'a' }, GameTitle: { S: 'b' } } })))
    .rejects.toMatchObject({ name: 'InternalServerError', message, $metadata: { httpStatusCode: 500 } });
  await expect(new S3Client({ ...options, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a' })))
    .rejects.toMatchObject({ name: 'InternalError', $metadata: { httpStatusCode: 500 } });
  [tables, objects] = await Promise.all([Upstream.start(createServer()), Upstream.start(createServer())]);
});
