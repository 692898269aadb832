import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand,
  DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, ListPartsCommand, PutObjectCommand, UploadPartCommand,
  UploadPartCopyCommand, type S3Client,
} from '@aws-sdk/client-s3';
import { OwnAccess } from 'cdk-web-identity';
import { ALICE, BOB, byKeyPolicy, Cloud, HOLDER_ARN, KEY_ARN, keyPolicy, kmsStatement, outcome, ROLE, userBucket, withoutKms, type Change } from './support';
import { withoutGuardrails } from '../support/twins';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function start(change?: Change, props?: Parameters<typeof userBucket>[1]): Promise<{ alice: S3Client; Bucket: string }> {
  cloud = await Cloud.start(userBucket(change, props));
  return { alice: await cloud.files(ALICE), Bucket: cloud.outputs.Bucket };
}

const OWN = `users/${ALICE}/1`;
const put = (client: S3Client, Bucket: string, Key = OWN, more: object = {}) => outcome(client.send(new PutObjectCommand({ Bucket, Key, Body: 'mine', ...more })));
const get = (client: S3Client, Bucket: string, Key = OWN) => outcome(client.send(new GetObjectCommand({ Bucket, Key })));
const uses = () => cloud!.local.decisions().filter(({ action }) => action.startsWith('kms:'));

const denied = (action: string, because: string) =>
  `AccessDenied: User: arn:aws:sts::123456789012:assumed-role/ROLE/test is not authorized to perform: ${action} on resource: ${cloud!.outputs.KeyArn} ${because}`;
const told = (got: string) => got.replace(/assumed-role\/[^/]+/, 'assumed-role/ROLE');
const noIdentity = (action: string) => denied(action, `because no identity-based policy allows the ${action} action`);
const noResource = (action: string) => denied(action, `because no resource-based policy allows the ${action} action`);

/** Every way to an object, in an order in which they work; with the uses of the key that S3 makes of it. */
async function everything(client: S3Client, Bucket: string): Promise<[name: string, outcome: string, uses: string[]][]> {
  const name = { Bucket, Key: OWN };
  const upload = { Bucket, Key: `users/${ALICE}/parts` };
  let UploadId: string | undefined;
  let ETag: string | undefined;
  const steps: [string, () => Promise<unknown>][] = [
    ['PutObject', () => client.send(new PutObjectCommand({ ...name, Body: 'mine' }))],
    ['GetObject', () => client.send(new GetObjectCommand(name))],
    ['HeadObject', () => client.send(new HeadObjectCommand(name))],
    ['CopyObject', () => client.send(new CopyObjectCommand({ Bucket, Key: `users/${ALICE}/2`, CopySource: `${Bucket}/${OWN}` }))],
    ['ListObjectsV2', () => client.send(new ListObjectsV2Command({ Bucket, Prefix: `users/${ALICE}/` }))],
    ['CreateMultipartUpload', async () => { ({ UploadId } = await client.send(new CreateMultipartUploadCommand(upload))); }],
    ['UploadPart', async () => { ({ ETag } = await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }))); }],
    ['UploadPartCopy', () => client.send(new UploadPartCopyCommand({ ...upload, UploadId, PartNumber: 2, CopySource: `${Bucket}/${OWN}` }))],
    ['ListParts', () => client.send(new ListPartsCommand({ ...upload, UploadId }))],
    ['CompleteMultipartUpload', () => client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }))],
    ['DeleteObject', () => client.send(new DeleteObjectCommand(upload))],
    ['DeleteObjects', () => client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: OWN }] } }))],
  ];
  const all: [string, string, string[]][] = [];
  for (const [step, act] of steps) {
    const before = uses().length;
    const got = await outcome(act());
    all.push([step, got, uses().slice(before).map(({ action }) => action)]);
  }
  return all;
}

const WRITE = ['kms:GenerateDataKey', 'kms:Decrypt'];
const EXPECTED: readonly [string, string[]][] = [
  ['PutObject', ['kms:GenerateDataKey']],
  ['GetObject', ['kms:Decrypt']],
  ['HeadObject', ['kms:Decrypt']],
  ['CopyObject', ['kms:Decrypt', 'kms:GenerateDataKey']],
  ['ListObjectsV2', []],
  ['CreateMultipartUpload', WRITE],
  ['UploadPart', WRITE],
  ['UploadPartCopy', ['kms:Decrypt', ...WRITE]],
  ['ListParts', []],
  ['CompleteMultipartUpload', WRITE],
  ['DeleteObject', []],
  ['DeleteObjects', []],
];

describe.each([['with an S3 Bucket Key', true], ['without one', false]])('%s', (_, bucketKeyEnabled) => {
  test('users reach their own objects, and each time the key is asked for', async () => {
    const { alice, Bucket } = await start(undefined, { bucketKeyEnabled });
    expect(await everything(alice, Bucket)).toEqual(EXPECTED.map(([name, asked]) => [name, 'allowed', asked]));
    expect(uses()[0]).toMatchObject({
      action: 'kms:GenerateDataKey',
      resource: cloud!.outputs.KeyArn,
      context: {
        'kms:viaservice': 's3.us-east-1.amazonaws.com',
        'kms:calleraccount': '123456789012',
        'kms:encryptioncontext:aws:s3:arn': bucketKeyEnabled ? `arn:aws:s3:::${Bucket}` : `arn:aws:s3:::${Bucket}/${OWN}`,
        'kms:encryptioncontextkeys': ['aws:s3:arn'],
        'aws:viaawsservice': 'true',
        'aws:calledvia': ['s3.amazonaws.com'],
        'www.amazon.com:user_id': ALICE,
      },
    });
    // KMS sees S3 and not the caller's machine.
    expect(Object.keys(uses()[0].context).filter((name) => /sourceip|useragent|^s3:/.test(name))).toEqual([]);
  });

  test('without the library\'s statement nothing is read or written', async () => {
    const { alice, Bucket } = await start(({ access }) => withoutKms(access), { bucketKeyEnabled });
    expect(told(await put(alice, Bucket))).toBe(noIdentity('kms:GenerateDataKey'));
    expect(await put(cloud!.administrator.files, Bucket)).toBe('allowed');
    expect(told(await get(alice, Bucket))).toBe(noIdentity('kms:Decrypt'));
    expect(told(await outcome(alice.send(new CopyObjectCommand({ Bucket, Key: `users/${ALICE}/2`, CopySource: `${Bucket}/${OWN}` }))))).toBe(noIdentity('kms:Decrypt'));
    expect(told(await outcome(alice.send(new CreateMultipartUploadCommand({ Bucket, Key: OWN }))))).toBe(noIdentity('kms:GenerateDataKey'));
    expect(await outcome(alice.send(new ListObjectsV2Command({ Bucket, Prefix: `users/${ALICE}/` })))).toBe('allowed');
  });

  test('what is answered tells the key', async () => {
    const { alice, Bucket } = await start(undefined, { bucketKeyEnabled });
    const expected = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: cloud!.outputs.KeyArn, ...bucketKeyEnabled && { BucketKeyEnabled: true } };
    expect(await alice.send(new PutObjectCommand({ Bucket, Key: OWN, Body: 'mine' }))).toMatchObject(expected);
    expect(await alice.send(new GetObjectCommand({ Bucket, Key: OWN }))).toMatchObject(expected);
    expect(await alice.send(new CreateMultipartUploadCommand({ Bucket, Key: OWN }))).toMatchObject(expected);
  });
});

test('foreign objects are refused as before, before the key is asked for', async () => {
  const { alice, Bucket } = await start(byKeyPolicy({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }));
  const bobs = `users/${BOB}/1`;
  expect(await put(cloud!.administrator.files, Bucket, bobs)).toBe('allowed');
  const before = uses().length;
  for (const got of [await get(alice, Bucket, bobs), await put(alice, Bucket, bobs)]) expect(got).toMatch(/^AccessDenied: User: \S+ is not authorized to perform: s3:/);
  expect(uses()).toHaveLength(before);
});

test('who may only read needs no data key and gets none', async () => {
  const { alice, Bucket } = await start(({ access }) => access.push({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }), { access: OwnAccess.READ });
  expect(await put(cloud!.administrator.files, Bucket)).toBe('allowed');
  expect(await get(alice, Bucket)).toBe('allowed');
  expect(told(await put(alice, Bucket))).toBe(noIdentity('kms:GenerateDataKey'));
});

test('without an S3 Bucket Key the key is for the user\'s own folder and the shared one, even where S3 would let them in', async () => {
  const { alice, Bucket } = await start(({ template, access }) => {
    access.push({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    withoutGuardrails(template);
  }, { bucketKeyEnabled: false });
  for (const key of [OWN, 'shared/1', `users/${BOB}/1`, 'elsewhere']) expect(await put(cloud!.administrator.files, Bucket, key)).toBe('allowed');
  expect([await get(alice, Bucket), await get(alice, Bucket, 'shared/1')]).toEqual(['allowed', 'allowed']);
  expect(told(await get(alice, Bucket, `users/${BOB}/1`))).toBe(noIdentity('kms:Decrypt'));
  expect(told(await get(alice, Bucket, 'elsewhere'))).toBe(noIdentity('kms:Decrypt'));
  expect(told(await put(alice, Bucket, 'shared/1'))).toBe(noIdentity('kms:GenerateDataKey'));
});

const forEveryone = (Condition: object, Action: string | string[] = 'kms:*') => ({ Effect: 'Allow', Principal: { AWS: '*' }, Action, Resource: '*', Condition });

test.each<[string, Change, () => string]>([
  ['IAM alone is never enough', ({ key }) => { key.KeyPolicy = keyPolicy([{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:user/x' }, Action: 'kms:*', Resource: '*' }], false); }, () => noResource('kms:GenerateDataKey')],
  ['a key policy that denies', ({ key }) => { key.KeyPolicy = keyPolicy([{ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' }]); }, () => denied('kms:GenerateDataKey', 'with an explicit deny in a resource-based policy')],
  ['another service in IAM', ({ access }) => { kmsStatement(access).Condition.StringEquals['kms:ViaService'] = 'dynamodb.us-east-1.amazonaws.com'; }, () => noIdentity('kms:GenerateDataKey')],
  ['another bucket in IAM', ({ access }) => { kmsStatement(access).Condition.StringLike['kms:EncryptionContext:aws:s3:arn'] = ['arn:aws:s3:::another']; }, () => noIdentity('kms:GenerateDataKey')],
  ['the bucket\'s objects in IAM, where it has an S3 Bucket Key', ({ access }) => { kmsStatement(access).Condition.StringLike['kms:EncryptionContext:aws:s3:arn'] = ['arn:aws:s3:::*/*']; }, () => noIdentity('kms:GenerateDataKey')],
  ['a key policy that names the role', byKeyPolicy({ Effect: 'Allow', Principal: ROLE, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' }), () => 'allowed'],
  ['a key policy for reading', byKeyPolicy({ Effect: 'Allow', Principal: ROLE, Action: 'kms:Decrypt', Resource: '*' }), () => noResource('kms:GenerateDataKey')],
  ['a key policy for S3 in the account', byKeyPolicy(forEveryone({ StringEquals: { 'kms:CallerAccount': '123456789012', 'kms:ViaService': 's3.us-east-1.amazonaws.com' } })), () => 'allowed'],
  ['a key policy for DynamoDB', byKeyPolicy(forEveryone({ StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } })), () => noResource('kms:GenerateDataKey')],
  ['a key policy for the bucket', byKeyPolicy(forEveryone({ StringEquals: { 'kms:EncryptionContext:aws:s3:arn': HOLDER_ARN } })), () => 'allowed'],
])('%s', async (_, change, expected) => {
  const { alice, Bucket } = await start(change);
  expect(told(await put(alice, Bucket))).toBe(expected());
});

test('an upload in parts needs to decrypt, too', async () => {
  const { alice, Bucket } = await start(({ access }) => { kmsStatement(access).Action = 'kms:GenerateDataKey'; }, { sharedPrefixes: [] });
  expect(await put(alice, Bucket)).toBe('allowed');
  const upload = { Bucket, Key: OWN };
  expect(told(await outcome(alice.send(new CreateMultipartUploadCommand(upload))))).toBe(noIdentity('kms:Decrypt'));
  const { UploadId } = await cloud!.administrator.files.send(new CreateMultipartUploadCommand(upload));
  expect(told(await outcome(alice.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }))))).toBe(noIdentity('kms:Decrypt'));
  expect(await outcome(alice.send(new AbortMultipartUploadCommand({ ...upload, UploadId })))).toBe('allowed');
});

describe('what a request says about encryption itself', () => {
  test.each<[string, () => object, string]>([
    ['the bucket\'s own key, by its ARN', () => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: cloud!.outputs.KeyArn }), 'allowed'],
    ['the bucket\'s own key, by its id', () => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: cloud!.outputs.KeyArn.split('/')[1] }), 'allowed'],
    ['the bucket\'s own key, by its alias', () => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/own' }), 'allowed'],
    ['another key', () => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/other' }), 'NotImplemented: the local cloud does not support encryption with another key of KMS than that of the bucket'],
    ['AWS\'s key', () => ({ ServerSideEncryption: 'aws:kms' }), 'NotImplemented: the local cloud does not support encryption with another key of KMS than that of the bucket'],
  ])('%s', async (_, more, expected) => {
    const { alice, Bucket } = await start();
    expect(await put(alice, Bucket, OWN, more())).toBe(expected);
  });

  test('keys of S3: then nobody needs the bucket\'s', async () => {
    const { alice, Bucket } = await start(({ access }) => withoutKms(access));
    expect(await put(alice, Bucket, OWN, { ServerSideEncryption: 'AES256' })).toBe('allowed');
    expect(await get(alice, Bucket)).toBe('allowed');
    // A copy is encrypted as its own bucket says.
    expect(told(await outcome(alice.send(new CopyObjectCommand({ Bucket, Key: `users/${ALICE}/2`, CopySource: `${Bucket}/${OWN}` }))))).toBe(noIdentity('kms:GenerateDataKey'));
  });

  test('a bucket policy that wants one certain key', async () => {
    const onlyWith = (arn: unknown): Change => ({ template }) => {
      const policy = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
      policy.Statement.push({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: { 'Fn::Join': ['', [HOLDER_ARN, '/*']] },
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': arn } },
      });
    };
    const { alice, Bucket } = await start(onlyWith(KEY_ARN));
    expect(await put(alice, Bucket)).toMatch(/^AccessDenied: .* s3:PutObject .* with an explicit deny in a resource-based policy/);
    expect(await put(alice, Bucket, OWN, { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: cloud!.outputs.KeyArn })).toBe('allowed');
  });
});

test('session policies limit the use of a key as well', async () => {
  const { Bucket } = await start();
  const limited = await cloud!.files(ALICE, { policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } });
  expect(told(await put(limited, Bucket))).toBe(denied('kms:GenerateDataKey', 'because no session policy allows the kms:GenerateDataKey action'));
});

test('a key that is disabled reads and writes nothing, not even for the administrator', async () => {
  const { alice, Bucket } = await start(({ key }) => { key.Enabled = 'false'; });
  for (const client of [alice, cloud!.administrator.files]) {
    expect(await put(client, Bucket)).toBe(`KMS.DisabledException: ${cloud!.outputs.KeyArn} is disabled.`);
  }
  expect(await put(alice, Bucket, OWN, { ServerSideEncryption: 'AES256' })).toBe('allowed');
});
