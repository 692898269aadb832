import {
  DeleteBucketCommand, DeleteObjectCommand, GetBucketPolicyCommand, HeadBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { codeOf, Deployer, gameTemplate } from './support';

/* DeleteBucket: for buckets that outlived their stack. */

let deployer: Deployer;
beforeEach(async () => { deployer = await Deployer.start(); });
afterEach(() => deployer.stop());

const Retain = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const Bucket = 'files-of-the-game';
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/frozen/*` }] };
const bucket = (more: object = {}) => ({ Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: Bucket }, ...Retain }, ...more } });
const bucketPolicy = { FilesPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: policy }, ...Retain } };

const s3 = () => new S3Client({ ...deployer.as(deployer.cloud.administrator), forcePathStyle: true });
const remove = () => s3().send(new DeleteBucketCommand({ Bucket }));
const names = async () => (await s3().send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name);

test('one that its stack let go of is deleted, and its name is free again', async () => {
  await deployer.deploy('Game', bucket());
  await deployer.destroy('Game');
  expect(await names()).toContain(Bucket);
  expect((await remove()).$metadata.httpStatusCode).toBe(204);
  expect(await names()).not.toContain(Bucket);
  await expect(s3().send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  expect((await deployer.deploy('Game', bucket())).stack.StackStatus).toBe('CREATE_COMPLETE');
});

test('its policy goes with it', async () => {
  await deployer.deploy('Game', bucket(bucketPolicy));
  await deployer.destroy('Game');
  expect(await codeOf(s3().send(new GetBucketPolicyCommand({ Bucket })))).toBe('allowed');
  await remove();
  await deployer.deploy('Game', bucket());
  expect(await codeOf(s3().send(new GetBucketPolicyCommand({ Bucket })))).toBe('NoSuchBucketPolicy');
});

test('not while it holds something', async () => {
  await deployer.deploy('Game', bucket());
  await s3().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  await deployer.destroy('Game');
  await expect(remove()).rejects.toMatchObject({ name: 'BucketNotEmpty', message: 'The bucket you tried to delete is not empty', $metadata: { httpStatusCode: 409 } });
  await s3().send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  expect(await codeOf(remove())).toBe('allowed');
});

test('not while a stack has it', async () => {
  await deployer.deploy('Game', bucket());
  await expect(remove()).rejects.toMatchObject({
    name: 'InvalidBucketState', message: expect.stringContaining(`${Bucket} belongs to the stack Game`) as string, $metadata: { httpStatusCode: 409 },
  });
  expect(await names()).toContain(Bucket);
});

test('not while a stack puts a policy on it', async () => {
  await deployer.deploy('Game', bucket());
  await deployer.destroy('Game');
  const { FilesPolicy } = bucketPolicy;
  await deployer.deploy('Rules', { Resources: { Policy: { ...FilesPolicy, Properties: { ...FilesPolicy.Properties, Bucket } } } });
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidBucketState', message: expect.stringContaining('still in use') as string });
  expect(await names()).toContain(Bucket);
});

test('none that there is not', async () => {
  expect(await codeOf(remove())).toBe('NoSuchBucket');
});

test('not by users', async () => {
  const { outputs } = await deployer.deploy('Players', gameTemplate());
  await deployer.deploy('Game', bucket());
  await deployer.destroy('Game');
  const { config } = await deployer.player('alice', outputs.Role);
  const users = new S3Client({ ...deployer.as(await config.credentials()), forcePathStyle: true });
  await expect(users.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('s3:DeleteBucket') as string });
  expect(await names()).toContain(Bucket);
});
