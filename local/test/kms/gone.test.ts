import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CopyObjectCommand, GetObjectCommand, HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { outcome } from './support';
import { Deployer } from '../cloudformation/support';

/* Objects keep the key that they were written with, and keys come and go with their stacks. */

let deployer: Deployer;
beforeEach(async () => { deployer = await Deployer.start(); });
afterEach(() => deployer.stop());

const Retain = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const Bucket = 'files-of-the-game';
const key = (more: object = {}) => ({ Type: 'AWS::KMS::Key', Properties: {}, ...more });
const encrypted = (KMSMasterKeyID: unknown) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }] },
});
const bucket = (properties: object, keys: object) => ({
  Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: Bucket, ...properties }, ...Retain }, ...keys },
});
const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'Scores',
    AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { Ref: 'Key' } },
  },
  ...Retain,
};

const s3 = () => new S3Client({ ...deployer.as(deployer.cloud.administrator), forcePathStyle: true });
const put = (Key: string) => outcome(s3().send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
const get = (Key: string) => outcome(s3().send(new GetObjectCommand({ Bucket, Key })));
const keyOf = async (Key: string) => (await s3().send(new GetObjectCommand({ Bucket, Key }))).SSEKMSKeyId;

test('each object is read with the key that it was written with', async () => {
  const keys = { First: key(), Second: key() };
  await deployer.deploy('Game', bucket({}, keys));
  await put('plain');
  await deployer.deploy('Game', bucket(encrypted({ Ref: 'First' }), keys));
  await put('first');
  await deployer.deploy('Game', bucket(encrypted({ Ref: 'Second' }), keys));
  await put('second');
  const [first, second] = [await keyOf('first'), await keyOf('second')];
  expect([await keyOf('plain'), first === second]).toEqual([undefined, false]);
  await s3().send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/first` }));
  expect(await keyOf('copy')).toBe(second);

  // With the first key went what was written with it; the rest stays.
  await deployer.deploy('Game', bucket(encrypted({ Ref: 'Second' }), { Second: key() }));
  expect(await get('first')).toBe(`KMS.KMSInvalidStateException: ${first} is pending deletion.`);
  expect([await get('plain'), await get('second'), await get('copy')]).toEqual(['allowed', 'allowed', 'allowed']);

  // A copy is encrypted as its bucket says now.
  await deployer.deploy('Game', bucket({}, { Second: key() }));
  await s3().send(new CopyObjectCommand({ Bucket, Key: 'opened', CopySource: `${Bucket}/second` }));
  expect([await keyOf('second'), await keyOf('opened')]).toEqual([second, undefined]);
});

test('a table and a bucket that outlive their key are there, and closed', async () => {
  const { Resources } = bucket(encrypted({ Ref: 'Key' }), { Key: key(), Scores: table });
  await deployer.deploy('Game', { Resources });
  const item = { TableName: 'Scores', Item: { UserId: { S: 'alice' } } };
  expect(await outcome(deployer.administrator.send(new PutItemCommand(item)))).toBe('allowed');
  expect(await put('a')).toBe('allowed');
  const arn = await keyOf('a');
  expect((await deployer.destroy('Game')).at(-1)!.ResourceStatus).toBe('DELETE_COMPLETE');

  expect(await outcome(s3().send(new HeadBucketCommand({ Bucket })))).toBe('allowed');
  expect([await get('a'), await put('b')]).toEqual(Array(2).fill(`KMS.KMSInvalidStateException: ${arn} is pending deletion.`));
  expect(await outcome(deployer.administrator.send(new GetItemCommand({ TableName: 'Scores', Key: { UserId: { S: 'alice' } } }))))
    .toContain(`ValidationException: KMS validation error: com.amazonaws.services.kms.model.KMSInvalidStateException: ${arn} is pending deletion.`);

  // A key that is made anew is another one.
  await deployer.deploy('Game', { Resources: { Key: key() } });
  expect(await get('a')).toContain('is pending deletion');
});

test('a key that outlives its stack still opens', async () => {
  const { Resources } = bucket(encrypted({ Ref: 'Key' }), { Key: key(Retain) });
  await deployer.deploy('Game', { Resources });
  await put('a');
  await deployer.destroy('Game');
  expect([await get('a'), await put('b')]).toEqual(['allowed', 'allowed']);
});

test('a deployment that names a key of nobody fails by name, and changes nothing', async () => {
  await deployer.deploy('Game', bucket({}, {}));
  const { stack } = await deployer.deploy('Game', bucket(encrypted('alias/nobodys'), {}));
  expect(stack).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(await put('a')).toBe('allowed');
  expect(await keyOf('a')).toBeUndefined();
});

test('an alias that outlives its stack may outlive its key', async () => {
  const alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/game', TargetKeyId: { Ref: 'Key' } }, ...Retain };
  const other = { Other: { Type: 'AWS::DynamoDB::Table', Properties: { ...table.Properties, TableName: 'Other', SSESpecification: undefined } } };
  await deployer.deploy('Game', { Resources: { ...other, Key: key(), Alias: alias } });
  expect((await deployer.deploy('Game', { Resources: other })).stack.StackStatus).toBe('UPDATE_COMPLETE');
});

test('an alias keeps its key: on AWS its tables would, too', async () => {
  const alias = (TargetKeyId: unknown) => ({ Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/game', TargetKeyId } });
  const keys = { Key: key(), Other: key() };
  await deployer.deploy('Game', { Resources: { ...keys, Alias: alias({ Ref: 'Key' }) } });
  expect((await deployer.deploy('Game', { Resources: { ...keys, Alias: alias({ 'Fn::GetAtt': ['Key', 'Arn'] }) } })).stack.StackStatus).toBe('UPDATE_COMPLETE');
  const { stack, events } = await deployer.deploy('Game', { Resources: { ...keys, Alias: alias({ Ref: 'Other' }) } });
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(events.map(({ ResourceStatusReason }) => ResourceStatusReason)).toContainEqual(expect.stringContaining('another key for an alias'));
});
