import { DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { BUCKET as Bucket, Files, outcome, userBucketTemplate } from '../s3/user-bucket';

const ARN = `arn:aws:s3:::${Bucket}/shared/*`;
/** Role → what it may do. None may list. */
const ROLES = {
  editor: [{ Effect: 'Allow', Action: ['s3:DeleteObject', 's3:GetObject'], Resource: ARN }],
  cleaner: [{ Effect: 'Allow', Action: 's3:DeleteObject', Resource: ARN }],
  // Amazon S3 User Guide, Enforce conditional deletes on Amazon S3 buckets: example 1.
  careful: [{ Effect: 'Allow', Action: 's3:DeleteObject', Resource: ARN, Condition: { Null: { 's3:if-match': 'false' } } }, { Effect: 'Allow', Action: 's3:GetObject', Resource: ARN }],
};

let files: Files;
const clients: Record<string, S3Client> = {};

beforeAll(async () => {
  files = await Files.start(userBucketTemplate(({ Resources }) => {
    for (const [RoleName, Statement] of Object.entries(ROLES)) {
      const { Properties } = Resources.ReaderRole;
      Resources[RoleName] = { ...Resources.ReaderRole, Properties: { ...Properties, RoleName, Policies: [{ PolicyName: 'access', PolicyDocument: { Version: '2012-10-17', Statement } }] } };
    }
  }));
  for (const role of [...Object.keys(ROLES), 'open']) clients[role] = await files.client('alice', role);
});
afterAll(() => files.stop());

const put = async (Key: string) => (await clients.open.send(new PutObjectCommand({ Bucket, Key, Body: Key }))).ETag;
const remove = (role: string, Key: string, IfMatch?: string) => outcome(clients[role].send(new DeleteObjectCommand({ Bucket, Key, IfMatch })));
/** Of the entries of one list. */
const codes = async (role: string, ...Objects: { Key: string; ETag?: string }[]) => (
  (await clients[role].send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Errors?.map(({ Key, Code }) => `${Key} ${Code}`) ?? []);

test('an entity tag takes the right to read, by itself and in a list', async () => {
  const ETag = await put('shared/1');
  expect(await remove('cleaner', 'shared/1', ETag)).toBe('AccessDenied');
  expect(await codes('cleaner', { Key: 'shared/1', ETag })).toEqual(['shared/1 AccessDenied']);
  expect(await outcome(clients.open.send(new GetObjectCommand({ Bucket, Key: 'shared/1' })))).toBe('allowed');
  expect(await remove('editor', 'shared/1', '"other"')).toBe('PreconditionFailed');
  expect(await codes('editor', { Key: 'shared/1', ETag: '"other"' })).toEqual(['shared/1 PreconditionFailed']);
  expect(await remove('editor', 'shared/1', ETag)).toBe('allowed');
});

test('whether there is any object does not', async () => {
  await put('shared/1');
  expect(await remove('cleaner', 'shared/1', '*')).toBe('allowed');
});

test('that a key is missing is told to who may list it, by itself and in a list', async () => {
  const missing = { Key: 'shared/missing', ETag: '"x"' };
  expect([await remove('open', missing.Key, '*'), await remove('editor', missing.Key, '*')]).toEqual(['NoSuchKey', 'AccessDenied']);
  expect([await codes('open', missing), await codes('editor', missing)]).toEqual([['shared/missing NoSuchKey'], ['shared/missing AccessDenied']]);
});

test('a policy can ask for the condition', async () => {
  const ETag = await put('shared/1');
  expect(await remove('careful', 'shared/1')).toBe('AccessDenied');
  expect(await codes('careful', { Key: 'shared/1' })).toEqual(['shared/1 AccessDenied']);
  expect(await codes('careful', { Key: 'shared/1', ETag })).toEqual([]);
});
