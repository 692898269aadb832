/// <reference path="../dynamodb/dynalite-server.d.ts" />
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { ALICE, Cloud, gameTable, kmsStatement, outcome, userBucket, withoutKms } from './support';
import { plainS3 } from '../s3/plain-s3';
import { Upstream } from '../support/upstream';

/* Other engines know nothing of keys: whoever may not use them is not let through. */

let engine: Upstream;
let cloud: Cloud;
afterEach(async () => {
  await cloud.stop();
  await engine.stop();
});

const Key = { UserId: ALICE, GameTitle: 'Chess' };

test.each([['with the statement', true], ['without it', false]])('tables, %s', async (_, granted) => {
  engine = await Upstream.start(dynalite({ createTableMs: 0 }));
  cloud = await Cloud.start(gameTable(({ access }) => granted || withoutKms(access)), { dynamodbEndpoint: engine.endpoint });
  const alice = await cloud.table(ALICE);
  const TableName = cloud.outputs.Table;
  engine.requests.length = 0;
  const got = [await outcome(alice.send(new PutCommand({ TableName, Item: Key }))), await outcome(alice.send(new GetCommand({ TableName, Key })))];
  expect(got).toEqual(Array(2).fill(granted ? 'allowed' : expect.stringContaining('KMS key access denied error')));
  expect(engine.requests).toHaveLength(granted ? 2 : 0);
});

test('buckets: every object there counts as encrypted with the key of its bucket', async () => {
  engine = await Upstream.start(plainS3());
  cloud = await Cloud.start(userBucket(({ access }) => { kmsStatement(access).Action = 'kms:GenerateDataKey'; }, { sharedPrefixes: [] }), { s3Endpoint: engine.endpoint });
  const alice = await cloud.files(ALICE);
  const [Bucket, own] = [cloud.outputs.Bucket, `users/${ALICE}/1`];
  expect(await outcome(alice.send(new PutObjectCommand({ Bucket, Key: own, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/own' })))).toBe('allowed');
  // How it encrypts is the other engine's affair.
  expect(Object.keys(engine.requests.at(-1)!.headers).filter((name) => name.includes('encryption'))).toEqual([]);
  const before = engine.requests.filter(({ method }) => method === 'PUT').length;
  for (const act of [
    alice.send(new GetObjectCommand({ Bucket, Key: own })), alice.send(new CopyObjectCommand({ Bucket, Key: `users/${ALICE}/2`, CopySource: `${Bucket}/${own}` })),
  ]) expect(await outcome(act)).toMatch(/^AccessDenied: .* kms:Decrypt on resource/);
  expect(engine.requests.filter(({ method }) => method === 'PUT')).toHaveLength(before);
  expect(await outcome(cloud.administrator.files.send(new GetObjectCommand({ Bucket, Key: own })))).toBe('allowed');
});
