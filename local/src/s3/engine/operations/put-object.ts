import type { Answer } from '../../answer';
import type { S3Request } from '../../request/s3-request';
import { NO_TAGS } from '../../request/tags';
import { checksumHeaders, md5, verifiedChecksum } from '../checksums';
import { assertWriteConditions } from '../conditions';
import { encryptionHeader, objectHeaders } from '../object-headers';
import { wholeSeconds } from '../stored-object';
import { storeOf, type World } from '../world';

export async function putObject(request: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, request.bucket);
  const headers = objectHeaders(request, store.bucket);
  const checksum = await verifiedChecksum(request.headers, request.body);
  // From here on nothing waits: no other request comes between the conditions and the write.
  assertWriteConditions(request.headers, store.find(request.key), request.bucket, request.key);
  const etag = md5(request.body).toString('hex');
  store.put(request.key, { body: request.body, etag, lastModified: wholeSeconds(world.clock()), headers, tags: request.tags ?? NO_TAGS, checksum });
  return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeader(headers), ...checksumHeaders(checksum) } };
}
