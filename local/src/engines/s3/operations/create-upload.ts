import { randomBytes } from 'node:crypto';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../../../s3/checksum-algorithms';
import { invalidRequest } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS } from '../../../s3/request/tags';
import { NO_CONTENT, xmlAnswer, type Answer } from '../answer';
import { encryptionHeaders, objectHeaders } from '../object-headers';
import { wholeSeconds, type NewUpload } from '../stored-object';
import { storeOf, type World } from '../world';

export async function createMultipartUpload(request: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, request.bucket);
  const upload: NewUpload = {
    id: randomBytes(48).toString('base64url'),
    key: request.key,
    initiated: wholeSeconds(world.clock()),
    initiator: request.sender,
    headers: objectHeaders(request, store.bucket),
    tags: request.tags ?? NO_TAGS,
    ...checksumKind(request.headers),
  };
  await store.change(request.key, (commit) => commit({ kind: 'create-upload', upload }));
  return xmlAnswer('InitiateMultipartUploadResult', { Bucket: request.bucket, Key: request.key, UploadId: upload.id }, {
    ...encryptionHeaders(upload.headers),
    ...upload.checksumAlgorithm === undefined ? {} : { 'x-amz-checksum-algorithm': upload.checksumAlgorithm, 'x-amz-checksum-type': upload.checksumType! },
  });
}

export async function abortMultipartUpload({ bucket, key, parameters }: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, bucket);
  await store.change(key, async (commit) => {
    const upload = store.upload(parameters.get('uploadId')!, key);
    await commit({ kind: 'abort-upload', upload: upload.id });
  });
  return NO_CONTENT;
}

/** Which checksums there are of parts, and which of whole objects (Amazon S3 User Guide, "Checking object integrity for data uploads"). */
function checksumKind(headers: ReadonlyMap<string, string>): Pick<NewUpload, 'checksumAlgorithm' | 'checksumType'> {
  const [algorithm, type] = [headers.get('x-amz-checksum-algorithm') as ChecksumAlgorithm | undefined, headers.get('x-amz-checksum-type')];
  if (algorithm === undefined) {
    if (type !== undefined) throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
    return {};
  }
  if (!CHECKSUM_ALGORITHMS.includes(algorithm)) {
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]');
  }
  const checksumType = type ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible = checksumType === 'COMPOSITE' ? algorithm !== 'CRC64NVME' : checksumType === 'FULL_OBJECT' && !algorithm.startsWith('SHA');
  if (!isPossible) throw invalidRequest(`The ${checksumType} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
  return { checksumAlgorithm: algorithm, checksumType: checksumType as NewUpload['checksumType'] };
}
