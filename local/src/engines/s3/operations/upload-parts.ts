import { createHash } from 'node:crypto';
import { invalidArgument, invalidRequest } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import { chunksOf, withBody } from '../bodies/body';
import type { BucketStore } from '../bucket-store';
import { checksumHeaders, checksumMembers } from '../checksums';
import { encryptionHeaders } from '../object-headers';
import { copyRange } from '../range';
import { ReceivedContent } from '../received-content';
import { RunningChecksum } from '../running-checksum';
import { wholeSeconds, type Checksum, type Upload, type UploadedPart } from '../stored-object';
import { storeOf, type World } from '../world';
import { copiedObject, sourceVersion } from './copy-object';

const MAX_PARTS = 10_000;

export async function uploadPart(request: S3Request, world: World): Promise<Answer> {
  const target = targetOf(request, world);
  const received = new ReceivedContent(request.headers, request.content!);
  return withBody(world.bodies, received.pieces(), async (body) => {
    const { etag, checksum } = received;
    assertAlgorithm(target.upload, checksum);
    await putPart(target, { body, etag, lastModified: wholeSeconds(world.clock()), checksum });
    return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeaders(target.upload.headers), ...checksumHeaders(checksum) } };
  });
}

export async function uploadPartCopy(request: S3Request, world: World): Promise<Answer> {
  assertPartNumber(request);
  // Recorded: the source is looked at first.
  const source = copiedObject(request, world);
  const target = targetOf(request, world);
  const opened = await world.bodies.open(source.body, copyRange(request.headers.get('x-amz-copy-source-range'), source.body.size));
  const { checksumAlgorithm } = target.upload;
  const [digest, checksum] = [createHash('md5'), checksumAlgorithm && new RunningChecksum(checksumAlgorithm, 'FULL_OBJECT')];
  const chunks = chunksOf(opened, (chunk) => {
    digest.update(chunk);
    checksum?.update(chunk);
  });
  return withBody(world.bodies, chunks, async (body) => {
    const part = { body, etag: digest.digest('hex'), lastModified: wholeSeconds(world.clock()), checksum: await checksum?.result() };
    await putPart(target, part);
    return xmlAnswer('CopyPartResult', {
      LastModified: new Date(part.lastModified).toISOString(), ETag: `"${part.etag}"`, ...checksumMembers(part.checksum),
    }, { ...sourceVersion(request, world, source), ...encryptionHeaders(target.upload.headers) });
  });
}

/** Where a part goes to. */
interface Target {
  readonly store: BucketStore;
  readonly key: string;
  readonly uploadId: string;
  readonly number: number;
  readonly upload: Upload;
}

function targetOf(request: S3Request, world: World): Target {
  const number = assertPartNumber(request);
  const uploadId = request.parameters.get('uploadId')!;
  const store = storeOf(world, request.bucket);
  return { store, key: request.key, uploadId, number, upload: store.upload(uploadId, request.key) };
}

/** Parts whose checksums make up the object's must have one. */
function assertAlgorithm({ checksumAlgorithm: wanted, checksumType }: Upload, checksum: Checksum | undefined): void {
  if (wanted === undefined || checksum?.algorithm === wanted || (checksum === undefined && checksumType === 'FULL_OBJECT')) return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${wanted.toLowerCase()}, actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? 'null'}`);
}

function putPart({ store, key, uploadId, number }: Target, part: UploadedPart): Promise<void> {
  return store.change(key, async (commit) => {
    // It may have ended meanwhile.
    store.upload(uploadId, key);
    await commit({ kind: 'put-part', upload: uploadId, number, part });
  });
}

function assertPartNumber({ parameters }: S3Request): number {
  const text = parameters.get('partNumber')!;
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PARTS) return Number(text);
  throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', text);
}
