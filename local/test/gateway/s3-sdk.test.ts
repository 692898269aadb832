import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand,
  DeleteObjectsCommand, DeleteObjectTaggingCommand, GetBucketLocationCommand, GetObjectCommand, GetObjectTaggingCommand, HeadBucketCommand,
  HeadObjectCommand, ListBucketsCommand, ListMultipartUploadsCommand, ListObjectsCommand, ListObjectsV2Command, ListPartsCommand,
  paginateListObjectsV2, PutObjectCommand, PutObjectTaggingCommand, UploadPartCommand, UploadPartCopyCommand, type ChecksumAlgorithm,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { newFolder } from '../s3/engine-support';
import { BUCKET as Bucket, Files, outcome, userBucketTemplate } from '../s3/user-bucket';

const MIB = 1024 * 1024;

describe.each([{ place: 'in memory', data: undefined }, { place: 'on disk', data: newFolder() }])('S3 $place', ({ data }) => {
  let files: Files;
  let alice: S3Client;
  let open: S3Client;

  beforeAll(async () => {
    files = await Files.start(userBucketTemplate(), { data });
    alice = await files.client('alice');
    open = await files.client('root', 'open');
  });
  afterAll(() => files.stop());

  const get = async (client: S3Client, Key: string, more = {}) => {
    const { Body, ...rest } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return { ...rest, text: await Body!.transformToString() };
  };
  const put = async (client: S3Client, Key: string, Body: string | Buffer = 'hello', more = {}) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const statusOf = async (act: Promise<unknown>) => (
    act.then(() => 200, (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode));

  describe('objects', () => {
    test('put, get, head, list and delete', async () => {
      const Key = 'users/alice/a b+c=é&"<.txt';
      const { ETag } = await put(alice, Key, 'hello', { ContentType: 'text/plain', CacheControl: 'no-cache', Metadata: { mood: 'good' } });
      expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
      expect(await get(alice, Key)).toMatchObject({
        text: 'hello', ContentType: 'text/plain', CacheControl: 'no-cache', Metadata: { mood: 'good' }, ServerSideEncryption: 'AES256', ContentLength: 5, ETag,
      });
      expect(await alice.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: 5, ETag, AcceptRanges: 'bytes' });
      const { Contents, KeyCount, IsTruncated } = await alice.send(new ListObjectsV2Command({ Bucket, Prefix: 'users/alice/' }));
      expect({ Contents, KeyCount, IsTruncated }).toMatchObject({ Contents: [{ Key, Size: 5, ETag }], KeyCount: 1, IsTruncated: false });
      await alice.send(new DeleteObjectCommand({ Bucket, Key }));
      expect(await statusOf(alice.send(new HeadObjectCommand({ Bucket, Key })))).toBe(404);
      expect(await statusOf(open.send(new HeadObjectCommand({ Bucket, Key })))).toBe(404);
      expect(await outcome(open.send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey');
    });

    test('an empty one', async () => {
      await put(alice, 'users/alice/empty', '');
      expect(await get(alice, 'users/alice/empty')).toMatchObject({ text: '', ContentLength: 0 });
    });

    test('ranges', async () => {
      await put(alice, 'users/alice/range', '0123456789');
      for (const [Range, text, ContentRange] of [['bytes=2-4', '234', 'bytes 2-4/10'], ['bytes=8-', '89', 'bytes 8-9/10'], ['bytes=-3', '789', 'bytes 7-9/10'], ['bytes=5-99', '56789', 'bytes 5-9/10']]) {
        expect(await get(alice, 'users/alice/range', { Range })).toMatchObject({ text, ContentRange, $metadata: { httpStatusCode: 206 } });
      }
      expect(await outcome(get(alice, 'users/alice/range', { Range: 'bytes=10-' }))).toBe('InvalidRange');
      expect(await get(alice, 'users/alice/range', { Range: 'bytes=4-2' })).toMatchObject({ text: '0123456789', $metadata: { httpStatusCode: 200 } });
    });

    test('conditions of reads', async () => {
      const Key = 'users/alice/conditions';
      const { ETag } = await put(alice, Key);
      const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
      const status = async (conditions: object) => statusOf(get(alice, Key, conditions));
      expect(await status({ IfMatch: ETag })).toBe(200);
      expect(await status({ IfMatch: '"other"' })).toBe(412);
      expect(await status({ IfNoneMatch: ETag })).toBe(304);
      expect(await status({ IfNoneMatch: '"other"' })).toBe(200);
      expect(await status({ IfModifiedSince: before })).toBe(200);
      expect(await status({ IfModifiedSince: after })).toBe(304);
      expect(await status({ IfUnmodifiedSince: after })).toBe(200);
      expect(await status({ IfUnmodifiedSince: before })).toBe(412);
      expect(await status({ IfMatch: ETag, IfUnmodifiedSince: before })).toBe(200);
      expect(await status({ IfNoneMatch: '"other"', IfModifiedSince: after })).toBe(200);
    });

    test('conditions of writes', async () => {
      const Key = 'users/alice/written';
      const { ETag } = await put(alice, Key, 'one', { IfNoneMatch: '*' });
      expect(await outcome(put(alice, Key, 'two', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
      expect(await outcome(put(alice, Key, 'two', { IfMatch: '"other"' }))).toBe('PreconditionFailed');
      expect(await outcome(put(alice, Key, 'two', { IfMatch: ETag }))).toBe('allowed');
      expect(await outcome(put(open, 'users/alice/missing', 'two', { IfMatch: ETag }))).toBe('NoSuchKey');
      expect(await get(alice, Key)).toMatchObject({ text: 'two' });
    });

    test('headers of the answer on request', async () => {
      await put(alice, 'users/alice/override');
      expect(await get(alice, 'users/alice/override', { ResponseContentType: 'image/png', ResponseContentDisposition: 'attachment' }))
        .toMatchObject({ ContentType: 'image/png', ContentDisposition: 'attachment' });
    });
  });

  describe('checksums', () => {
    test.each<ChecksumAlgorithm>(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])('%s is verified, kept and told', async (algorithm) => {
      const Key = `users/alice/${algorithm}`;
      const answer: any = await put(alice, Key, 'hello', { ChecksumAlgorithm: algorithm });
      const told: any = await get(alice, Key, { ChecksumMode: 'ENABLED' });
      expect(answer[`Checksum${algorithm}`]).toMatch(/=$/);
      expect(told[`Checksum${algorithm}`]).toBe(answer[`Checksum${algorithm}`]);
    });

    test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])('a wrong %s is refused', async (algorithm) => {
      const length = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }[algorithm]!;
      const wrong = { [`Checksum${algorithm}`]: Buffer.alloc(length).toString('base64') };
      expect(await outcome(put(alice, 'users/alice/wrong', 'hello', wrong))).toBe('BadDigest');
      expect(await outcome(put(alice, 'users/alice/wrong', 'hello', { [`Checksum${algorithm}`]: 'AA==' }))).toBe('InvalidRequest');
    });

    test('a wrong Content-MD5 is refused', async () => {
      expect(await outcome(put(alice, 'users/alice/wrong', 'hello', { ContentMD5: Buffer.alloc(16).toString('base64') }))).toBe('BadDigest');
      expect(await outcome(put(alice, 'users/alice/wrong', 'hello', { ContentMD5: 'x' }))).toBe('InvalidDigest');
    });

    test('a stream, its checksum behind it', async () => {
      const body = Buffer.alloc(200_000, 'abc');
      const chunks = [body.subarray(0, 70_000), body.subarray(70_000, 140_000), body.subarray(140_000)];
      await alice.send(new PutObjectCommand({ Bucket, Key: 'users/alice/stream', Body: Readable.from(chunks), ContentLength: body.length, ContentEncoding: 'gzip' }));
      const got = await get(alice, 'users/alice/stream', { ChecksumMode: 'ENABLED' });
      expect(got).toMatchObject({ text: body.toString(), ContentEncoding: 'gzip', ChecksumCRC32: expect.any(String) });
    });
  });

  describe('lists', () => {
    const keys = ['list/a', 'list/b/1', 'list/b/2', 'list/c', 'list/d/1', 'list/\u{1f600}', 'list/\uff5e'];

    beforeAll(async () => {
      for (const key of [...keys].reverse()) await put(open, key, key);
    });

    test('are in the order of UTF-8', async () => {
      const { Contents } = await open.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/' }));
      expect(Contents!.map(({ Key }) => Key)).toEqual(['list/a', 'list/b/1', 'list/b/2', 'list/c', 'list/d/1', 'list/\uff5e', 'list/\u{1f600}']);
    });

    test.each([1, 2, 3, 100])('are paged by %d, with a delimiter', async (MaxKeys) => {
      const names: string[] = [];
      for await (const page of paginateListObjectsV2({ client: open, pageSize: MaxKeys }, { Bucket, Prefix: 'list/', Delimiter: '/' })) {
        names.push(...(page.Contents ?? []).map(({ Key }) => Key!), ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
      }
      expect(names.sort()).toEqual(['list/a', 'list/b/', 'list/c', 'list/d/', 'list/\uff5e', 'list/\u{1f600}'].sort());
    });

    test('of version 1, with markers', async () => {
      const first = await open.send(new ListObjectsCommand({ Bucket, Prefix: 'list/', Delimiter: '/', MaxKeys: 2 }));
      expect(first).toMatchObject({ Contents: [{ Key: 'list/a' }], CommonPrefixes: [{ Prefix: 'list/b/' }], NextMarker: 'list/b/', IsTruncated: true });
      const second = await open.send(new ListObjectsCommand({ Bucket, Prefix: 'list/', Delimiter: '/', Marker: first.NextMarker, MaxKeys: 2 }));
      expect(second).toMatchObject({ Contents: [{ Key: 'list/c' }], CommonPrefixes: [{ Prefix: 'list/d/' }], Marker: 'list/b/' });
    });

    test('start where they are told to, and name the owner if asked', async () => {
      const { Contents } = await open.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', StartAfter: 'list/c', FetchOwner: true, MaxKeys: 1 }));
      expect(Contents).toMatchObject([{ Key: 'list/d/1', Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
    });

    test('of nothing', async () => {
      expect(await open.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 0 }))).toMatchObject({ KeyCount: 0, IsTruncated: false });
      expect(await open.send(new ListObjectsV2Command({ Bucket, Prefix: 'nothing' }))).toMatchObject({ KeyCount: 0, IsTruncated: false });
    });

    test('with names that XML cannot hold, URL-encoded', async () => {
      await put(open, 'odd/a\u0001 +\r\n\u00e9');
      const { Contents, EncodingType } = await open.send(new ListObjectsV2Command({ Bucket, Prefix: 'odd/', EncodingType: 'url' }));
      expect([Contents![0].Key, EncodingType]).toEqual(['odd/a%01+%2B%0D%0A%C3%A9', 'url']);
    });

    test('with a token that is none', async () => {
      expect(await outcome(open.send(new ListObjectsV2Command({ Bucket, ContinuationToken: '%%' })))).toBe('InvalidArgument');
      expect(await outcome(open.send(new ListObjectsV2Command({ Bucket, MaxKeys: -1 })))).toBe('InvalidArgument');
    });
  });

  describe('copies', () => {
    test('take over metadata and tags, or not', async () => {
      await put(alice, 'users/alice/source', 'hello', { Metadata: { mood: 'good' }, ContentType: 'text/plain' });
      const CopySource = `${Bucket}/users/alice/source`;
      const copied = await alice.send(new CopyObjectCommand({ Bucket, Key: 'users/alice/copy', CopySource }));
      expect(copied.CopyObjectResult).toMatchObject({ ETag: '"5d41402abc4b2a76b9719d911017c592"', LastModified: expect.any(Date) });
      expect(await get(alice, 'users/alice/copy')).toMatchObject({ text: 'hello', Metadata: { mood: 'good' }, ContentType: 'text/plain' });
      await alice.send(new CopyObjectCommand({ Bucket, Key: 'users/alice/copy', CopySource, MetadataDirective: 'REPLACE', Metadata: { mood: 'better' } }));
      expect(await get(alice, 'users/alice/copy')).toMatchObject({ text: 'hello', Metadata: { mood: 'better' }, ContentType: expect.not.stringMatching('text/plain') });
    });

    test('of themselves, without a change, are refused', async () => {
      await put(alice, 'users/alice/self');
      const copy = { Bucket, Key: 'users/alice/self', CopySource: `${Bucket}/users/alice/self` };
      expect(await outcome(alice.send(new CopyObjectCommand(copy)))).toBe('InvalidRequest');
      expect(await outcome(alice.send(new CopyObjectCommand({ ...copy, MetadataDirective: 'REPLACE' })))).toBe('allowed');
    });

    test('have conditions', async () => {
      const { ETag } = await put(alice, 'users/alice/source');
      const copy = (conditions: object) => outcome(alice.send(new CopyObjectCommand({ Bucket, Key: 'users/alice/copy', CopySource: `${Bucket}/users/alice/source`, ...conditions })));
      expect(await copy({ CopySourceIfMatch: ETag })).toBe('allowed');
      expect(await copy({ CopySourceIfMatch: '"other"' })).toBe('PreconditionFailed');
      expect(await copy({ CopySourceIfNoneMatch: ETag })).toBe('PreconditionFailed');
      expect(await copy({ CopySourceIfModifiedSince: new Date(Date.now() + 60_000) })).toBe('PreconditionFailed');
    });
  });

  test('delete many, telling or quiet', async () => {
    for (const name of ['1', '2', '3']) await put(alice, `users/alice/many/${name}`);
    const Objects = ['users/alice/many/1', 'users/alice/many/<&>\r', 'users/bob/1', 'users/alice/many/2'].map((Key) => ({ Key }));
    const answer = await alice.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted).toEqual(['users/alice/many/1', 'users/alice/many/<&>\r', 'users/alice/many/2'].map((Key) => ({ Key })));
    expect(answer.Errors).toMatchObject([{ Key: 'users/bob/1', Code: 'AccessDenied' }]);
    const quiet = await alice.send(new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: 'users/alice/many/3' }] } }));
    expect([quiet.Deleted, quiet.Errors]).toEqual([undefined, undefined]);
    expect(await alice.send(new ListObjectsV2Command({ Bucket, Prefix: 'users/alice/many/' }))).toMatchObject({ KeyCount: 0 });
  });

  test('tags', async () => {
    const name = { Bucket, Key: 'tags/1' };
    await put(open, name.Key, 'hello', { Tagging: 'a=1&b+c=x%2By' });
    expect(await open.send(new GetObjectTaggingCommand(name))).toMatchObject({ TagSet: [{ Key: 'a', Value: '1' }, { Key: 'b c', Value: 'x+y' }] });
    expect(await get(open, name.Key)).toMatchObject({ TagCount: 2 });
    await open.send(new CopyObjectCommand({ Bucket, Key: 'tags/2', CopySource: `${Bucket}/tags/1` }));
    expect(await get(open, 'tags/2')).toMatchObject({ TagCount: 2 });
    await open.send(new PutObjectTaggingCommand({ ...name, Tagging: { TagSet: [{ Key: 'd', Value: '' }] } }));
    expect(await open.send(new GetObjectTaggingCommand(name))).toMatchObject({ TagSet: [{ Key: 'd', Value: '' }] });
    await open.send(new DeleteObjectTaggingCommand(name));
    expect((await open.send(new GetObjectTaggingCommand(name))).TagSet ?? []).toEqual([]);
    expect(await outcome(put(open, name.Key, '', { Tagging: Array.from({ length: 11 }, (_, i) => `${i}=1`).join('&') }))).toBe('BadRequest');
    expect(await outcome(put(open, name.Key, '', { Tagging: 'a=1&a=2' }))).toBe('InvalidTag');
    expect(await outcome(put(open, name.Key, '', { Tagging: 'aws:a=1' }))).toBe('InvalidTag');
  });

  describe('multipart uploads', () => {
    const Key = 'users/alice/large';

    test.each<ChecksumAlgorithm | undefined>([undefined, 'SHA256', 'CRC32C', 'CRC64NVME'])('by lib-storage, with %s', async (ChecksumAlgorithm) => {
      const body = Buffer.alloc(12 * MIB, 'large');
      const upload = new Upload({
        client: alice,
        params: { Bucket, Key, Body: Readable.from([body.subarray(0, 7 * MIB), body.subarray(7 * MIB)]), ContentType: 'text/plain', ChecksumAlgorithm },
        partSize: 5 * MIB,
        queueSize: 2,
      });
      const { ETag } = await upload.done();
      expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
      const { Body, ...rest } = await alice.send(new GetObjectCommand({ Bucket, Key }));
      expect(Buffer.compare(Buffer.from(await Body!.transformToByteArray()), body)).toBe(0);
      expect(rest).toMatchObject({ ContentType: 'text/plain', ContentLength: 12 * MIB, ETag });
    });

    test('part by part, listed, copied into and completed', async () => {
      await put(alice, 'users/alice/part', '0123456789');
      const { UploadId } = await alice.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const first = await alice.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 2, Body: Buffer.alloc(5 * MIB, 'a') }));
      const second = await alice.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber: 7, CopySource: `${Bucket}/users/alice/part`, CopySourceRange: 'bytes=2-4' }));
      const list = await alice.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 1 }));
      expect(list).toMatchObject({ Parts: [{ PartNumber: 2, Size: 5 * MIB, ETag: first.ETag }], IsTruncated: true, NextPartNumberMarker: '2' });
      expect(await open.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'users/alice/' }))).toMatchObject({ Uploads: [{ Key, UploadId }] });
      const Parts = [{ PartNumber: 2, ETag: first.ETag }, { PartNumber: 7, ETag: second.CopyPartResult!.ETag }];
      const complete = (parts: object[]) => (
        alice.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } })));
      expect(await outcome(complete([...Parts].reverse()))).toBe('InvalidPartOrder');
      expect(await outcome(complete([Parts[0], { PartNumber: 8, ETag: Parts[1].ETag }]))).toBe('InvalidPart');
      expect(await outcome(complete([Parts[0], { ...Parts[1], ETag: Parts[0].ETag }]))).toBe('InvalidPart');
      await complete(Parts);
      expect(await get(alice, Key, { Range: `bytes=${5 * MIB - 1}-` })).toMatchObject({ text: 'a234' });
      expect(await outcome(complete(Parts))).toBe('allowed');
      expect(await outcome(complete(Parts.slice(1)))).toBe('NoSuchUpload');
    });

    test('with a small part that is not the last', async () => {
      const { UploadId } = await alice.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const Parts = await Promise.all([1, 2].map(async (PartNumber) => (
        { PartNumber, ETag: (await alice.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: 'small' }))).ETag }
      )));
      expect(await outcome(alice.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } })))).toBe('EntityTooSmall');
      await alice.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      expect(await outcome(alice.send(new ListPartsCommand({ Bucket, Key, UploadId })))).toBe('NoSuchUpload');
    });

    test('are reached by their own key alone', async () => {
      const { UploadId } = await open.send(new CreateMultipartUploadCommand({ Bucket, Key: 'users/bob/large' }));
      const upload = { Bucket, Key, UploadId };
      expect(await outcome(alice.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })))).toBe('NoSuchUpload');
      expect(await outcome(alice.send(new ListPartsCommand(upload)))).toBe('NoSuchUpload');
      expect(await outcome(alice.send(new AbortMultipartUploadCommand(upload)))).toBe('NoSuchUpload');
      expect(await outcome(alice.send(new AbortMultipartUploadCommand({ ...upload, Key: 'users/bob/large' })))).toBe('AccessDenied');
    });
  });

  test('buckets', async () => {
    expect((await open.send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name)).toEqual([expect.stringMatching('^cdk-'), 'other-files', Bucket]);
    expect(await open.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'us-east-1' });
    expect((await open.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint ?? '').toBe('');
    expect(await outcome(open.send(new ListObjectsV2Command({ Bucket: 'no-such-bucket' })))).toBe('NoSuchBucket');
    expect(await statusOf(open.send(new HeadBucketCommand({ Bucket: 'no-such-bucket' })))).toBe(404);
    for (const command of [new ListBucketsCommand({}), new GetBucketLocationCommand({ Bucket }), new ListMultipartUploadsCommand({ Bucket })]) {
      expect(await outcome(alice.send(command as any))).toBe('AccessDenied');
    }
  });

  describe('virtual-host style', () => {
    // Resolvers differ in whether names under localhost are loopback.
    const loopback: LookupFunction = (_, { all }, callback) => (all === true ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4));
    const agent = new Agent({ lookup: loopback });

    test('put and get', async () => {
      const endpoint = files.endpoint.replace('127.0.0.1', 'localhost');
      const client = await files.client('alice', 'files', { endpoint, forcePathStyle: false, requestHandler: { httpAgent: agent } as any });
      await put(client, 'users/alice/virtual', 'virtual');
      expect(await get(alice, 'users/alice/virtual')).toMatchObject({ text: 'virtual' });
      expect(await outcome(get(client, 'users/bob/virtual'))).toBe('AccessDenied');
    });

    test('hosts of no bucket are refused', async () => {
      const host = new URL(files.endpoint).host.replace('127.0.0.1', 'no-such-bucket.localhost');
      expect(await files.raw('GET', '/x', { host })).toMatchObject({ status: 403, body: expect.stringContaining('ForbiddenHost') });
    });
  });

  describe('presigned', () => {
    const Key = 'users/alice/presigned é';

    test('put, get, head and delete', async () => {
      const url = (command: any, options = {}) => getSignedUrl(alice as any, command, { expiresIn: 60, ...options });
      expect((await fetch(await url(new PutObjectCommand({ Bucket, Key })), { method: 'PUT', body: 'by URL' })).status).toBe(200);
      const answer = await fetch(await url(new GetObjectCommand({ Bucket, Key, ResponseContentType: 'text/plain' })));
      expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, 'by URL', 'text/plain']);
      expect((await fetch(await url(new HeadObjectCommand({ Bucket, Key })), { method: 'HEAD' })).headers.get('content-length')).toBe('6');
      expect((await fetch(await url(new DeleteObjectCommand({ Bucket, Key })), { method: 'DELETE' })).status).toBe(204);
    });

    test('what somebody may not do, a URL of theirs does not either', async () => {
      const answer = await fetch(await getSignedUrl(alice as any, new GetObjectCommand({ Bucket, Key: 'users/bob/1' }) as any));
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    });
  });
});

test('objects and uploads outlive the local cloud, for the same users', async () => {
  const data = newFolder();
  const name = { Bucket, Key: 'users/alice/kept' };
  const first = await Files.start(userBucketTemplate(), { data });
  const before = await first.client('alice');
  await before.send(new PutObjectCommand({ ...name, Body: 'kept', Metadata: { mood: 'good' } }));
  const { UploadId } = await before.send(new CreateMultipartUploadCommand({ ...name }));
  const { ETag } = await before.send(new UploadPartCommand({ ...name, UploadId, PartNumber: 1, Body: 'part' }));
  await first.stop();
  const second = await Files.start(userBucketTemplate(), { data });
  const after = await second.client('alice');
  const read = async () => (await after.send(new GetObjectCommand(name))).Body!.transformToString();
  expect(await read()).toBe('kept');
  expect((await after.send(new HeadObjectCommand(name))).Metadata).toEqual({ mood: 'good' });
  expect(await outcome((await second.client('bob')).send(new GetObjectCommand(name)))).toBe('AccessDenied');
  await after.send(new CompleteMultipartUploadCommand({ ...name, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }));
  expect(await read()).toBe('part');
  await second.stop();
});
