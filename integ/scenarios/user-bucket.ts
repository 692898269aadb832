import {
  AbortMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command,
  ListPartsCommand, PutObjectCommand, UploadPartCommand,
} from '@aws-sdk/client-s3';
import { backend, issuerUser, type Person } from './people';
import type { Scenario } from './setting';
import { signIns } from './sign-ins';
import { allowed, refused, type Step } from './step';

const DENIED = 'AccessDenied';
const MISSING = 'a missing key is told to who may list it: the key is what s3:prefix is compared with';

export const userBucket: Scenario = (setting) => {
  const { name, prefix, sharedPrefixes: [shared] } = setting.config.buckets.avatars;
  const alice = issuerUser(setting, 'alice');
  const bob = issuerUser(setting, 'bob');
  const folders = `${prefix}${setting.config.providers[setting.issuer].folderPrefix}`;
  return [
    ...signIns(setting),
    ...ownFolder(name, `${folders}alice/`, alice),
    ...othersFolders(name, folders, alice, bob),
    ...sharedFolder(name, shared, alice, backend(setting)),
  ];
};

function ownFolder(Bucket: string, own: string, alice: Person): Step[] {
  const Key = `${own}avatar.png`;
  const upload = { Bucket, Key: `${own}film.mp4`, UploadId: '' };
  return [
    allowed(alice, 'put own file', () => alice.files.send(new PutObjectCommand({ Bucket, Key, Body: 'alice' })), 'aws:ResourceAccount has a value in requests of S3'),
    allowed(alice, 'get own file', () => alice.files.send(new GetObjectCommand({ Bucket, Key }))),
    refused(alice, 'get own file that is missing', 'NoSuchKey', () => alice.files.send(new GetObjectCommand({ Bucket, Key: `${own}missing.png` })), MISSING),
    allowed(alice, 'list own folder', () => alice.files.send(new ListObjectsV2Command({ Bucket, Prefix: own }))),
    allowed(alice, 'copy own file', () => alice.files.send(new CopyObjectCommand({ Bucket, Key: `${own}copy.png`, CopySource: `${Bucket}/${Key}` }))),
    allowed(alice, 'delete own file', () => alice.files.send(new DeleteObjectCommand({ Bucket, Key: `${own}copy.png` }))),
    allowed(alice, 'begin an upload in parts', async () => {
      upload.UploadId = (await alice.files.send(new CreateMultipartUploadCommand(upload))).UploadId!;
    }),
    allowed(alice, 'upload a part', () => alice.files.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'first' }))),
    allowed(alice, 'list the parts', () => alice.files.send(new ListPartsCommand(upload))),
    allowed(alice, 'give the upload up', () => alice.files.send(new AbortMultipartUploadCommand(upload))),
  ];
}

function othersFolders(Bucket: string, folders: string, alice: Person, bob: Person): Step[] {
  const Key = `${folders}bob/avatar.png`;
  const list = (Prefix?: string) => () => alice.files.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return [
    allowed(bob, 'put own file', () => bob.files.send(new PutObjectCommand({ Bucket, Key, Body: 'bob' }))),
    refused(alice, 'get bob\'s file', DENIED, () => alice.files.send(new GetObjectCommand({ Bucket, Key }))),
    refused(alice, 'get a file of bob\'s that is missing', DENIED, () => alice.files.send(new GetObjectCommand({ Bucket, Key: `${folders}bob/missing.png` }))),
    refused(alice, 'put a file in bob\'s folder', DENIED, () => alice.files.send(new PutObjectCommand({ Bucket, Key: `${folders}bob/note`, Body: 'alice' }))),
    refused(alice, 'delete bob\'s file', DENIED, () => alice.files.send(new DeleteObjectCommand({ Bucket, Key }))),
    refused(alice, 'copy bob\'s file', DENIED, () => alice.files.send(new CopyObjectCommand({ Bucket, Key: `${folders}alice/stolen`, CopySource: `${Bucket}/${Key}` }))),
    refused(alice, 'put a file where folders begin the same', DENIED, () => alice.files.send(new PutObjectCommand({ Bucket, Key: `${folders}alice2/note`, Body: 'alice' }))),
    refused(alice, 'list bob\'s folder', DENIED, list(`${folders}bob/`)),
    refused(alice, 'list folders that begin as the own one', DENIED, list(`${folders}alice`)),
    refused(alice, 'list all folders', DENIED, list(folders)),
    refused(alice, 'list the bucket', DENIED, list()),
  ];
}

function sharedFolder(Bucket: string, shared: string, alice: Person, publisher: Person): Step[] {
  const Key = `${shared}logo.png`;
  return [
    allowed(publisher, 'put a shared file', () => publisher.files.send(new PutObjectCommand({ Bucket, Key, Body: 'logo' }))),
    allowed(alice, 'get a shared file', () => alice.files.send(new GetObjectCommand({ Bucket, Key }))),
    allowed(alice, 'list the shared folder', () => alice.files.send(new ListObjectsV2Command({ Bucket, Prefix: shared }))),
    refused(alice, 'put a shared file', DENIED, () => alice.files.send(new PutObjectCommand({ Bucket, Key, Body: 'alice' }))),
    refused(alice, 'delete a shared file', DENIED, () => alice.files.send(new DeleteObjectCommand({ Bucket, Key }))),
  ];
}
