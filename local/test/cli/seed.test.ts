import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LocalCloud, type LocalCloudOptions } from '../../src';
import { reset } from '../../src/commands/reset';
import { seed } from '../../src/commands/seed';
import { dynamodb, player, TEMPLATE } from '../gateway/support';
import { templateFile } from '../support/game-scores';

const Bucket = 'avatars-of-the-game';
const template = {
  Resources: {
    ...TEMPLATE.Resources,
    Avatars: { Type: 'AWS::S3::Bucket', Properties: { BucketName: Bucket } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'news' } },
  },
};

let cloud: LocalCloud;
let folder: string;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-'));
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await cloud?.stop();
});

const start = async (options: LocalCloudOptions = {}) => { cloud = await LocalCloud.start({ assembly: templateFile(template), ...options }); };
const settings = () => ({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator, maxAttempts: 1 });
const s3 = () => new S3Client({ ...settings(), forcePathStyle: true });
const items = async () => (await new DynamoDBClient(settings()).send(new ScanCommand({ TableName: 'GameScores' }))).Items!;
const keys = async () => ((await s3().send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);
const plant = (content: unknown) => {
  const file = join(folder, 'seed.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return seed(file, { endpoint: cloud.endpoint, secret: cloud.secret });
};

test('items and objects of a file are there, as many as there are, and can be written again', async () => {
  await start();
  writeFileSync(join(folder, 'a.png'), Buffer.from([0x89, 0x50, 0xff]));
  const many = Array.from({ length: 60 }, (_, i) => ({ UserId: `user-${i}`, Wins: i, Tags: ['a', null, true], More: { Deep: 1.5 } }));
  const content = {
    tables: { GameScores: many },
    buckets: { [Bucket]: { 'users/alice/a.txt': 'hello', 'users/alice/a.png': { file: 'a.png', contentType: 'image/png' } } },
  };
  for (let i = 0; i < 2; i += 1) await plant(content);
  expect(printed.slice(0, 2)).toEqual(['table GameScores: 60 items', `bucket ${Bucket}: 2 objects`]);
  expect((await items()).length).toBe(60);
  expect((await items()).find(({ UserId }) => UserId.S === 'user-7')).toEqual({
    UserId: { S: 'user-7' }, Wins: { N: '7' }, Tags: { L: [{ S: 'a' }, { NULL: true }, { BOOL: true }] }, More: { M: { Deep: { N: '1.5' } } },
  });
  const { Body, ContentType } = await s3().send(new GetObjectCommand({ Bucket, Key: 'users/alice/a.png' }));
  expect([await Body!.transformToByteArray(), ContentType]).toEqual([Uint8Array.from([0x89, 0x50, 0xff]), 'image/png']);
});

describe('fails, with nothing written', () => {
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'is no JSON'],
    ['a list', [], 'want a JSON object'],
    ['an unknown member', { table: {} }, '"table" is not known; want tables and buckets'],
    ['items that are no list', { tables: { GameScores: {} } }, 'table GameScores: want a list of items'],
    ['an item that is none', { tables: { GameScores: [{ UserId: 'a' }, 'b'] } }, 'table GameScores: want a JSON object'],
    ['a number as object', { tables: { GameScores: [{ UserId: 'a' }] }, buckets: { [Bucket]: { a: 1 } } }, `bucket ${Bucket}, a: want a JSON object`],
    ['an object with more', { tables: { GameScores: [{ UserId: 'a' }] }, buckets: { [Bucket]: { a: { file: 'x', mode: 1 } } } }, 'want a text, or an object with file'],
    ['a file that is missing', { tables: { GameScores: [{ UserId: 'a' }] }, buckets: { [Bucket]: { a: { file: 'none' } } } }, 'cannot be read'],
  ])('%s', async (_, content, message) => {
    await start();
    await expect(plant(content)).rejects.toThrow(message);
    expect(await items()).toEqual([]);
  });

  test('a table that is not there is named', async () => {
    await start();
    await expect(plant({ tables: { Nothing: [{ Id: '1' }] } })).rejects.toThrow('table Nothing: ');
  });

  test('another secret', async () => {
    await start();
    const file = join(folder, 'seed.json');
    writeFileSync(file, '{}');
    await expect(seed(file, { endpoint: cloud.endpoint, secret: 'another' })).rejects.toThrow('send the secret');
    await expect(reset({ endpoint: cloud.endpoint, secret: 'another' })).rejects.toThrow('send the secret');
  });
});

describe('reset', () => {
  test.each<[string, () => LocalCloudOptions]>([['in memory', () => ({})], ['on disk', () => ({ data: join(folder, 'data') })]])('empties all, and sessions go on: %s', async (_, options) => {
    await start(options());
    await plant({ tables: { GameScores: [{ UserId: 'alice' }] }, buckets: { [Bucket]: { a: 'x' } } });
    const staging = `cdk-hnb659fds-assets-${cloud.accountId}-${cloud.region}`;
    await s3().send(new PutObjectCommand({ Bucket: staging, Key: 'asset.zip', Body: 'x' }));
    const sqs = new SQSClient(settings());
    const QueueUrl = `${cloud.endpoint}/${cloud.accountId}/news`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'old' }));
    const alice = await player(cloud, 'alice');
    const { roles, stacks } = cloud;

    await reset({ endpoint: cloud.endpoint, secret: cloud.secret });
    expect(printed.at(-1)).toBe('tables, buckets and queues are empty; stacks and sessions are as they were');
    expect([await items(), await keys()]).toEqual([[], []]);
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? []).toEqual([]);
    expect((await s3().send(new ListObjectsV2Command({ Bucket: staging }))).KeyCount).toBe(1);
    expect([cloud.roles, cloud.stacks]).toEqual([roles, stacks]);
    const put = await dynamodb(cloud, alice, 'PutItem', '{"TableName":"GameScores","Item":{"UserId":{"S":"alice"}}}');
    expect([put.status, await items()]).toEqual([200, [{ UserId: { S: 'alice' } }]]);
  });

  test('touches no other engine', async () => {
    const asked: string[] = [];
    const engine = createServer((request, response) => {
      asked.push(String(request.headers['x-amz-target']));
      response.end('{"Table":{"AttributeDefinitions":[{"AttributeName":"UserId","AttributeType":"S"}],"KeySchema":[{"AttributeName":"UserId","KeyType":"HASH"}],"TableStatus":"ACTIVE"}}');
    });
    await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
    await start({ dynamodbEndpoint: `http://127.0.0.1:${(engine.address() as AddressInfo).port}` });
    const before = asked.length;
    await expect(reset({ endpoint: cloud.endpoint, secret: cloud.secret })).rejects.toThrow('does not empty other engines');
    expect(asked.length).toBe(before);
    engine.close();
  });

  test('is for tests, too', async () => {
    await start();
    await plant({ tables: { GameScores: [{ UserId: 'alice' }] } });
    await cloud.reset();
    expect([await items(), cloud.tables, cloud.buckets, cloud.queues]).toEqual([[], ['GameScores'], [Bucket], ['news']]);
  });
});
