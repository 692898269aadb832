import { xmlAnswer, type Answer } from '../../answer';
import { checksumHeader } from '../../checksum-algorithms';
import { invalidRequest, S3Error } from '../../errors';
import type { CompletedPart } from '../../request/completed-parts';
import type { S3Request } from '../../request/s3-request';
import { checksumMembers, checksumOf, md5, verifyMd5 } from '../checksums';
import { assertWriteConditions } from '../conditions';
import { encryptionHeader } from '../object-headers';
import { wholeSeconds, type Checksum, type Upload, type UploadedPart } from '../stored-object';
import { storeOf, type World } from '../world';

const MIN_PART_BYTES = 5 * 1024 * 1024;

export async function completeMultipartUpload(request: S3Request, world: World): Promise<Answer> {
  const { bucket, key, headers, parameters } = request;
  verifyMd5(headers, request.body);
  const store = storeOf(world, bucket);
  const uploadId = parameters.get('uploadId')!;
  const parts = chosenParts(request.parts!, store.upload(uploadId, key));
  const body = Buffer.concat(parts.map((part) => part.body));
  assertSize(headers.get('x-amz-mp-object-size'), body);
  const checksum = await wholeChecksum(store.upload(uploadId, key), parts, body);
  assertChecksum(headers, checksum);
  // From here on nothing waits; it may have ended meanwhile.
  const upload = store.upload(uploadId, key);
  assertWriteConditions(headers, store.find(key), bucket, key);
  const etag = `${md5(Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')))).toString('hex')}-${parts.length}`;
  store.put(key, { body, etag, lastModified: wholeSeconds(world.clock()), headers: upload.headers, tags: upload.tags, checksum });
  store.endUpload(upload);
  return xmlAnswer('CompleteMultipartUploadResult', {
    Location: `/${bucket}/${encodeURIComponent(key)}`, Bucket: bucket, Key: key, ETag: `"${etag}"`, ...checksumMembers(checksum), ChecksumType: checksum?.type,
  }, encryptionHeader(upload.headers));
}

function chosenParts(wanted: readonly CompletedPart[], upload: Upload): UploadedPart[] {
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
  const small = parts.findIndex((part, i) => i < parts.length - 1 && part.body.length < MIN_PART_BYTES);
  if (small >= 0) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
      ProposedSize: String(parts[small].body.length),
      MinSizeAllowed: String(MIN_PART_BYTES),
      PartNumber: String(wanted[small].number),
      ETag: parts[small].etag,
    });
  }
  return parts;
}

async function wholeChecksum(
  { checksumAlgorithm: algorithm, checksumType: type }: Upload, parts: readonly UploadedPart[], body: Buffer,
): Promise<Checksum | undefined> {
  if (algorithm === undefined || type === undefined) return undefined;
  if (type === 'FULL_OBJECT') return { algorithm, type, value: (await checksumOf(algorithm, body)).toString('base64') };
  const ofParts = await Promise.all(parts.map(async (part) => checksumOf(algorithm, part.body)));
  return { algorithm, type, value: `${(await checksumOf(algorithm, Buffer.concat(ofParts))).toString('base64')}-${parts.length}` };
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

function assertSize(expected: string | undefined, { length }: Buffer): void {
  if (expected !== undefined && expected !== String(length)) {
    throw invalidRequest(`The provided 'x-amz-mp-object-size' header value ${expected} does not match what was computed: ${length}`);
  }
}
