import {
  CopyObjectCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand,
  ListObjectVersionsCommand, PutObjectCommand, type S3Client,
} from '@aws-sdk/client-s3';
import { BUCKET as Bucket, Files, outcome, userBucketTemplate } from '../s3/user-bucket';

const Key = 'users/alice/1';
const ARN = `arn:aws:s3:::${Bucket}`;
const USER = '${login.example.com:sub}';

let files: Files;
let alice: S3Client;
let historian: S3Client;
let guest: S3Client;
let administrator: S3Client;
let versions: string[];

beforeAll(async () => {
  files = await Files.start(userBucketTemplate(({ Resources }) => {
    Resources.Files.Properties.VersioningConfiguration = { Status: 'Enabled' };
    const { Properties } = Resources.ReaderRole;
    const allowed = ['s3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:GetObjectVersionTagging'];
    Resources.HistorianRole = {
      ...Resources.ReaderRole,
      Properties: {
        ...Properties,
        RoleName: 'historian',
        Policies: [{
          PolicyName: 'versions',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: allowed, Resource: `${ARN}/users/${USER}/*` },
              { Effect: 'Allow', Action: 's3:ListBucketVersions', Resource: ARN, Condition: { StringLike: { 's3:prefix': `users/${USER}/*` } } },
            ],
          },
        }],
      },
    };
    Resources.GuestRole = { ...Resources.ReaderRole, Properties: { ...Properties, RoleName: 'guest', Policies: [] } };
  }));
  [alice, historian, guest] = await Promise.all([files.client('alice'), files.client('alice', 'historian'), files.client('alice', 'guest')]);
  administrator = files.administrator();
  versions = [];
  for (const Body of ['first', 'second']) versions.push((await alice.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId!);
  await administrator.send(new PutObjectCommand({ Bucket, Key: 'users/bob/1', Body: 'bob' }));
});
afterAll(() => files.stop());

const bobs = async () => (await administrator.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'users/bob/' }))).Versions![0].VersionId;

describe('what is granted for objects is not granted for their versions', () => {
  test.each<[string, (VersionId: string) => any]>([
    ['GetObject', (VersionId) => new GetObjectCommand({ Bucket, Key, VersionId })],
    // An answer to HEAD has no code.
    ['HeadObject', (VersionId) => new HeadObjectCommand({ Bucket, Key, VersionId })],
    ['DeleteObject', (VersionId) => new DeleteObjectCommand({ Bucket, Key, VersionId })],
    ['GetObjectTagging', (VersionId) => new GetObjectTaggingCommand({ Bucket, Key, VersionId })],
    ['CopyObject', (VersionId) => new CopyObjectCommand({ Bucket, Key: 'users/alice/2', CopySource: `${Bucket}/${Key}?versionId=${VersionId}` })],
    ['ListObjectVersions', () => new ListObjectVersionsCommand({ Bucket, Prefix: 'users/alice/' })],
  ])('%s', async (name, command) => {
    expect(await outcome(alice.send(command(versions[0])))).toBe(name === 'HeadObject' ? 'Unknown' : 'AccessDenied');
    expect(await outcome(guest.send(command(versions[0])))).toBe(name === 'HeadObject' ? 'Unknown' : 'AccessDenied');
  });

  test('entries of DeleteObjects are decided each by itself', async () => {
    const { Errors, Deleted } = await alice.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key, VersionId: versions[0] }, { Key: 'users/alice/3' }] } }));
    expect(Errors).toMatchObject([{ Key, VersionId: versions[0], Code: 'AccessDenied' }]);
    expect(Deleted).toMatchObject([{ Key: 'users/alice/3', DeleteMarker: true }]);
  });
});

test('who may read own versions reads them, and no others', async () => {
  const { Body } = await historian.send(new GetObjectCommand({ Bucket, Key, VersionId: versions[0] }));
  expect(await Body!.transformToString()).toBe('first');
  const { Versions } = await historian.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  expect(Versions).toMatchObject([{ VersionId: versions[1], IsLatest: true }, { VersionId: versions[0] }]);
  expect(await outcome(historian.send(new GetObjectCommand({ Bucket, Key })))).toBe('AccessDenied');
  expect(await outcome(historian.send(new GetObjectCommand({ Bucket, Key: 'users/bob/1', VersionId: await bobs() })))).toBe('AccessDenied');
  expect(await outcome(historian.send(new DeleteObjectCommand({ Bucket, Key: 'users/bob/1', VersionId: await bobs() })))).toBe('AccessDenied');
  expect(await outcome(historian.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'users/bob/' })))).toBe('AccessDenied');
  expect(await outcome(historian.send(new ListObjectVersionsCommand({ Bucket })))).toBe('AccessDenied');
});

test('the decision is about the version', async () => {
  await outcome(alice.send(new GetObjectCommand({ Bucket, Key, VersionId: versions[0] })));
  expect(files.cloud.decisions().at(-1)).toMatchObject({ action: 's3:GetObjectVersion', resource: `${ARN}/${Key}`, context: { 's3:versionid': versions[0] } });
});

test('a marker is told to who may list the key only', async () => {
  await alice.send(new DeleteObjectCommand({ Bucket, Key }));
  await administrator.send(new DeleteObjectCommand({ Bucket, Key: 'users/bob/1' }));
  expect(await outcome(alice.send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey');
  expect(await outcome(alice.send(new GetObjectCommand({ Bucket, Key: 'users/bob/1' })))).toBe('AccessDenied');
  expect(await outcome(guest.send(new GetObjectCommand({ Bucket, Key })))).toBe('AccessDenied');
});
