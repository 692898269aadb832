import { createHash } from 'node:crypto';
import { invalidArgument } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import { chunksOf, withBody } from '../bodies/body';
import type { BucketStore } from '../bucket-store';
import { checksumHeaders } from '../checksums';
import { encryptionHeaders } from '../object-headers';
import { copyRange } from '../range';
import { ReceivedContent } from '../received-content';
import { wholeSeconds, type Upload, type UploadedPart } from '../stored-object';
import { storeOf, type World } from '../world';
import { copiedObject } from './copy-object';

const MAX_PARTS = 10_000;

export async function uploadPart(request: S3Request, world: World): Promise<Answer> {
  const target = targetOf(request, world);
  const received = new ReceivedContent(request.headers, request.content!);
  return withBody(world.bodies, received.pieces(), async (body) => {
    const { etag, checksum } = received;
    await putPart(target, { body, etag, lastModified: wholeSeconds(world.clock()), checksum });
    return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeaders(target.headers), ...checksumHeaders(checksum) } };
  });
}

export async function uploadPartCopy(request: S3Request, world: World): Promise<Answer> {
  const target = targetOf(request, world);
  const source = copiedObject(request, world);
  const opened = await world.bodies.open(source.body, copyRange(request.headers.get('x-amz-copy-source-range'), source.body.size));
  const digest = createHash('md5');
  return withBody(world.bodies, chunksOf(opened, (chunk) => digest.update(chunk)), async (body) => {
    const part = { body, etag: digest.digest('hex'), lastModified: wholeSeconds(world.clock()) };
    await putPart(target, part);
    return xmlAnswer(
      'CopyPartResult', { LastModified: new Date(part.lastModified).toISOString(), ETag: `"${part.etag}"` }, encryptionHeaders(target.headers));
  });
}

/** Where a part goes to. */
interface Target {
  readonly store: BucketStore;
  readonly key: string;
  readonly uploadId: string;
  readonly number: number;
  /** Of the upload. */
  readonly headers: Upload['headers'];
}

function targetOf(request: S3Request, world: World): Target {
  const number = partNumber(request);
  const uploadId = request.parameters.get('uploadId')!;
  const store = storeOf(world, request.bucket);
  return { store, key: request.key, uploadId, number, headers: store.upload(uploadId, request.key).headers };
}

function putPart({ store, key, uploadId, number }: Target, part: UploadedPart): Promise<void> {
  return store.change(key, async (commit) => {
    // It may have ended meanwhile.
    store.upload(uploadId, key);
    await commit({ kind: 'put-part', upload: uploadId, number, part });
  });
}

function partNumber({ parameters }: S3Request): number {
  const text = parameters.get('partNumber')!;
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PARTS) return Number(text);
  throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', text);
}
