import { createHash } from 'node:crypto';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../../../s3/checksum-algorithms';
import { isEncryptionHeader } from '../../../s3/encryption';
import { invalidRequest, preconditionFailed } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS } from '../../../s3/request/tags';
import { xmlAnswer, type Answer } from '../answer';
import { chunksOf, withBody } from '../bodies/body';
import { checksumMembers } from '../checksums';
import { assertWriteConditions, isNotModified } from '../conditions';
import { assertAcl, encryptionHeaders, objectHeaders, storageHeaders } from '../object-headers';
import { RunningChecksum } from '../running-checksum';
import { isDeleteMarker, wholeSeconds, type StoredObject } from '../stored-object';
import { storeOf, type World } from '../world';

/** The source of a copy, its conditions met. */
export function copiedObject({ source, headers }: S3Request, world: World): StoredObject {
  const { bucket, key, versionId } = source!;
  const store = storeOf(world, bucket);
  if (versionId !== undefined && isDeleteMarker(store.version(key, versionId))) {
    throw invalidRequest('The source of a copy request may not specifically refer to a delete marker by version id.');
  }
  const object = store.get(key, versionId);
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
  const algorithm = checksumAlgorithm(request, source);
  const [md5, checksum] = [createHash('md5'), algorithm === undefined ? undefined : new RunningChecksum(algorithm, 'FULL_OBJECT')];
  const chunks = chunksOf(await world.bodies.open(source.body), (chunk) => {
    md5.update(chunk);
    checksum?.update(chunk);
  });
  return withBody(world.bodies, chunks, async (body) => {
    const object = { body, versionId: store.newVersionId(), etag: md5.digest('hex'), lastModified: wholeSeconds(world.clock()), headers, tags, checksum: await checksum?.result() };
    await store.change(request.key, (commit) => {
      assertWriteConditions(request.headers, store.find(request.key), request.bucket, request.key);
      return commit({ kind: 'put', key: request.key, object });
    });
    return xmlAnswer('CopyObjectResult', {
      LastModified: new Date(object.lastModified).toISOString(), ETag: `"${object.etag}"`, ...checksumMembers(object.checksum),
    }, { ...store.versionHeaders(object), ...sourceVersion(request, world, source), ...encryptionHeaders(headers) });
  });
}

function isItself({ bucket, key, source }: S3Request): boolean {
  return source!.bucket === bucket && source!.key === key && source!.versionId === undefined;
}

/** Which version was copied. */
export function sourceVersion({ source }: S3Request, world: World, object: StoredObject): Record<string, string> {
  const id = storeOf(world, source!.bucket).versionHeaders(object)['x-amz-version-id'];
  return id === undefined ? {} : { 'x-amz-copy-source-version-id': id };
}

/** A copy has a storage class and an encryption of its own. */
function ownHeaders({ headers }: StoredObject): Map<string, string> {
  return new Map([...headers].filter(([name]) => name !== 'x-amz-storage-class' && !isEncryptionHeader(name)));
}

/** That of the source unless another algorithm is asked for; a checksum of parts says nothing about the copy. */
function checksumAlgorithm({ headers }: S3Request, { checksum }: StoredObject): ChecksumAlgorithm | undefined {
  const asked = headers.get('x-amz-checksum-algorithm');
  if (asked !== undefined && !CHECKSUM_ALGORITHMS.includes(asked as ChecksumAlgorithm)) {
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]');
  }
  return asked as ChecksumAlgorithm | undefined ?? checksum?.algorithm;
}
