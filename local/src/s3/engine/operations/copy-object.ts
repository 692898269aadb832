import { xmlAnswer, type Answer } from '../../answer';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../../checksum-algorithms';
import { invalidRequest, preconditionFailed } from '../../errors';
import type { S3Request } from '../../request/s3-request';
import { NO_TAGS } from '../../request/tags';
import { checksumMembers, checksumOf, md5 } from '../checksums';
import { isNotModified } from '../conditions';
import { assertAcl, encryptionHeader, objectHeaders, storageHeaders } from '../object-headers';
import { wholeSeconds, type Checksum, type StoredObject } from '../stored-object';
import { storeOf, type World } from '../world';

/** The source of a copy, its conditions met. */
export function copiedObject({ source, headers }: S3Request, world: World): StoredObject {
  const object = storeOf(world, source!.bucket).get(source!.key);
  if (isNotModified(headers, object, 'x-amz-copy-source-')) throw preconditionFailed('x-amz-copy-source-If-None-Match');
  return object;
}

export async function copyObject(request: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, request.bucket);
  const source = copiedObject(request, world);
  const replaces = request.headers.get('x-amz-metadata-directive') === 'REPLACE';
  if (isItself(request) && !replaces && !request.headers.has('x-amz-storage-class') && !request.headers.has('x-amz-server-side-encryption')) {
    throw invalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, "
      + 'storage class, website redirect location or encryption attributes.');
  }
  assertAcl(request.headers, store.bucket);
  const headers = replaces
    ? objectHeaders(request, store.bucket)
    : new Map([...ownHeaders(source), ...storageHeaders(request.headers, store.bucket)]);
  const tags = request.headers.get('x-amz-tagging-directive') === 'REPLACE' ? request.tags ?? NO_TAGS : source.tags;
  const checksum = await newChecksum(request, source);
  const object = { body: source.body, etag: md5(source.body).toString('hex'), lastModified: wholeSeconds(world.clock()), headers, tags, checksum };
  store.put(request.key, object);
  return xmlAnswer('CopyObjectResult', {
    LastModified: new Date(object.lastModified).toISOString(), ETag: `"${object.etag}"`, ...checksumMembers(checksum),
  }, encryptionHeader(headers));
}

function isItself({ bucket, key, source }: S3Request): boolean {
  return source!.bucket === bucket && source!.key === key;
}

/** A copy has a storage class and an encryption of its own. */
function ownHeaders({ headers }: StoredObject): Map<string, string> {
  return new Map([...headers].filter(([name]) => name !== 'x-amz-storage-class' && name !== 'x-amz-server-side-encryption'));
}

/** That of the source unless another algorithm is asked for; a checksum of parts says nothing about the copy. */
async function newChecksum({ headers }: S3Request, { body, checksum }: StoredObject): Promise<Checksum | undefined> {
  const asked = headers.get('x-amz-checksum-algorithm');
  if (asked !== undefined && !CHECKSUM_ALGORITHMS.includes(asked as ChecksumAlgorithm)) {
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]');
  }
  const algorithm = asked as ChecksumAlgorithm | undefined ?? checksum?.algorithm;
  return algorithm === undefined ? undefined : { algorithm, value: (await checksumOf(algorithm, body)).toString('base64'), type: 'FULL_OBJECT' };
}
