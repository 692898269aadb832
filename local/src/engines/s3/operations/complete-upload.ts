import { checksumHeader } from '../../../s3/checksum-algorithms';
import { invalidPartOrder, invalidRequest, S3Error } from '../../../s3/errors';
import type { CompletedPart } from '../../../s3/request/completed-parts';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import { chunksOf, withBody, type Bodies } from '../bodies/body';
import type { BucketStore } from '../bucket-store';
import { checksumMembers, md5, verifyMd5 } from '../checksums';
import { assertWriteConditions } from '../conditions';
import { encryptionHeaders } from '../object-headers';
import { RunningChecksum } from '../running-checksum';
import { wholeSeconds, type Checksum, type ObjectPart, type StoredObject, type Upload, type UploadedPart } from '../stored-object';
import { storeOf, type World } from '../world';

const MIN_PART_BYTES = 5 * 1024 * 1024;

export async function completeMultipartUpload(request: S3Request, world: World): Promise<Answer> {
  const { bucket, key, headers, parameters } = request;
  verifyMd5(headers, request.body);
  const store = storeOf(world, bucket);
  return store.change(key, async (commit) => {
    const id = parameters.get('uploadId')!;
    const done = store.findUpload(id, key) === undefined ? completed(request, store.find(key), id) : undefined;
    if (done !== undefined) return completion(request, store, done);
    const upload = store.upload(id, key);
    const parts = chosenParts(request.parts!, upload);
    assertSize(headers.get('x-amz-mp-object-size'), parts);
    assertWriteConditions(headers, store.find(key), bucket, key);
    const running = runningChecksum(upload);
    return withBody(world.bodies, joined(parts, world.bodies, running), async (body) => {
      const checksum = await running?.result();
      assertChecksum(headers, checksum);
      const object = {
        body,
        versionId: store.newVersionId(),
        etag: etagOf(parts),
        lastModified: wholeSeconds(world.clock()),
        headers: upload.headers,
        tags: upload.tags,
        checksum,
        assembly: { upload: id, parts: parts.map((part, i) => objectPart(part, request.parts![i])) },
      };
      await commit({ kind: 'put', key, object, upload: id });
      return completion(request, store, object);
    });
  });
}

function objectPart({ body: { size }, checksum }: UploadedPart, { number }: CompletedPart): ObjectPart {
  return { number, size, checksum };
}

/** Whoever lost the answer asks again: the object that was made of this upload, of these parts. */
function completed({ parts }: S3Request, object: StoredObject | undefined, upload: string): StoredObject | undefined {
  return object?.assembly?.upload === upload && etagOf(parts!) === object.etag ? object : undefined;
}

function completion({ bucket, key }: S3Request, store: BucketStore, object: StoredObject): Answer {
  const { etag, checksum, headers } = object;
  return xmlAnswer('CompleteMultipartUploadResult', {
    Location: `/${bucket}/${encodeURIComponent(key)}`, Bucket: bucket, Key: key, ETag: `"${etag}"`, ...checksumMembers(checksum), ChecksumType: checksum?.type,
  }, { ...store.versionHeaders(object), ...encryptionHeaders(headers) });
}

function etagOf(parts: readonly { readonly etag: string }[]): string {
  return `${md5(Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')))).toString('hex')}-${parts.length}`;
}

function runningChecksum({ checksumAlgorithm: algorithm, checksumType: type }: Upload): RunningChecksum | undefined {
  return algorithm === undefined || type === undefined ? undefined : new RunningChecksum(algorithm, type);
}

/** One part behind the other: never all of them in memory. */
async function* joined(parts: readonly UploadedPart[], bodies: Bodies, checksum: RunningChecksum | undefined): AsyncGenerator<Buffer> {
  for (const { body } of parts) {
    yield* chunksOf(await bodies.open(body), (chunk) => checksum?.update(chunk));
    await checksum?.endPart();
  }
}

function chosenParts(wanted: readonly CompletedPart[], upload: Upload): UploadedPart[] {
  assertChecksumsGiven(wanted, upload);
  assertConsecutive(wanted, upload);
  const parts = wanted.map(({ number, etag, checksums }) => {
    const part = upload.parts.get(number);
    const isWrong = [...checksums].some(([algorithm, value]) => part?.checksum?.algorithm !== algorithm || part.checksum.value !== value);
    if (part === undefined || part.etag !== etag || isWrong) {
      throw new S3Error(
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400, { UploadId: upload.id, PartNumber: String(number), ETag: etag },
      );
    }
    return part;
  });
  const small = parts.findIndex((part, i) => i < parts.length - 1 && part.body.size < MIN_PART_BYTES);
  if (small >= 0) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
      ProposedSize: String(parts[small].body.size),
      MinSizeAllowed: String(MIN_PART_BYTES),
      PartNumber: String(wanted[small].number),
      ETag: parts[small].etag,
    });
  }
  return parts;
}

/** Where the object's checksum is made of those of its parts, the client must say which it takes them to have. */
function assertChecksumsGiven(wanted: readonly CompletedPart[], { checksumAlgorithm: algorithm, checksumType }: Upload): void {
  if (algorithm === undefined || checksumType !== 'COMPOSITE') return;
  const missing = wanted.find(({ checksums }) => checksums.size === 0);
  if (missing === undefined) return;
  throw invalidRequest(`The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. `
    + `It was missing for part ${missing.number} in the request.`);
}

/**
 * Where the object's checksum is made of those of its parts, they must be all there are, from the first on.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html
 */
function assertConsecutive(wanted: readonly CompletedPart[], { checksumType }: Upload): void {
  if (checksumType === 'COMPOSITE' && wanted.some(({ number }, i) => number !== i + 1)) throw invalidPartOrder();
}

/** What the client takes the whole object's checksum to be, in a header. */
function assertChecksum(headers: ReadonlyMap<string, string>, checksum: Checksum | undefined): void {
  const type = headers.get('x-amz-checksum-type');
  if (type !== undefined && type !== checksum?.type) throw invalidRequest('The upload was created with another checksum type.');
  const [name, value] = [...headers].find(([header]) => /^x-amz-checksum-(crc|sha)/.test(header)) ?? [];
  if (name === undefined) return;
  if (checksum !== undefined && name === checksumHeader(checksum.algorithm) && withoutCount(value!) === withoutCount(checksum.value)) return;
  throw new S3Error('BadDigest', `The ${name.slice('x-amz-checksum-'.length)} you specified did not match the calculated checksum.`);
}

function withoutCount(value: string): string {
  return value.replace(/-\d+$/, '');
}

function assertSize(expected: string | undefined, parts: readonly UploadedPart[]): void {
  const size = parts.reduce((sum, { body }) => sum + body.size, 0);
  if (expected !== undefined && expected !== String(size)) {
    throw invalidRequest(`The provided 'x-amz-mp-object-size' header value ${expected} does not match what was computed: ${size}`);
  }
}
