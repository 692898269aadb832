import { xmlAnswer, type Answer } from '../../answer';
import { invalidArgument } from '../../errors';
import type { S3Request } from '../../request/s3-request';
import { checksumHeaders, md5, verifiedChecksum } from '../checksums';
import { encryptionHeader } from '../object-headers';
import { copyRange, slice } from '../range';
import { wholeSeconds } from '../stored-object';
import { storeOf, type World } from '../world';
import { copiedObject } from './copy-object';

const MAX_PARTS = 10_000;

export async function uploadPart(request: S3Request, world: World): Promise<Answer> {
  const number = partNumber(request);
  const uploadId = request.parameters.get('uploadId')!;
  const store = storeOf(world, request.bucket);
  store.upload(uploadId, request.key);
  const checksum = await verifiedChecksum(request.headers, request.body);
  // It may have ended meanwhile.
  const upload = store.upload(uploadId, request.key);
  const etag = md5(request.body).toString('hex');
  store.putPart(upload, number, { body: request.body, etag, lastModified: wholeSeconds(world.clock()), checksum });
  return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeader(upload.headers), ...checksumHeaders(checksum) } };
}

export function uploadPartCopy(request: S3Request, world: World): Answer {
  const number = partNumber(request);
  const store = storeOf(world, request.bucket);
  const upload = store.upload(request.parameters.get('uploadId')!, request.key);
  const source = copiedObject(request, world);
  const body = slice(source.body, copyRange(request.headers.get('x-amz-copy-source-range'), source.body.length));
  const part = { body, etag: md5(body).toString('hex'), lastModified: wholeSeconds(world.clock()) };
  store.putPart(upload, number, part);
  return xmlAnswer('CopyPartResult', { LastModified: new Date(part.lastModified).toISOString(), ETag: `"${part.etag}"` }, encryptionHeader(upload.headers));
}

function partNumber({ parameters }: S3Request): number {
  const text = parameters.get('partNumber')!;
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PARTS) return Number(text);
  throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', text);
}
