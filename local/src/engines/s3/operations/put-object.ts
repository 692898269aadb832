import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS } from '../../../s3/request/tags';
import type { Answer } from '../answer';
import { withBody } from '../bodies/body';
import { checksumHeaders } from '../checksums';
import { assertWriteConditions } from '../conditions';
import { encryptionHeaders, objectHeaders } from '../object-headers';
import { ReceivedContent } from '../received-content';
import { wholeSeconds } from '../stored-object';
import { storeOf, type World } from '../world';

export async function putObject(request: S3Request, world: World): Promise<Answer> {
  const { bucket, key } = request;
  const store = storeOf(world, bucket);
  const headers = objectHeaders(request, store.bucket);
  const received = new ReceivedContent(request.headers, request.content!);
  return withBody(world.bodies, received.pieces(), (body) => store.change(key, async (commit) => {
    const { etag, checksum } = received;
    assertWriteConditions(request.headers, store.find(key), bucket, key);
    const [versionId, lastModified] = [store.newVersionId(), wholeSeconds(world.clock())];
    const object = { body, versionId, etag, lastModified, headers, tags: request.tags ?? NO_TAGS, checksum };
    await commit({ kind: 'put', key, object });
    return {
      status: 200,
      headers: {
        etag: `"${etag}"`, ...store.versionHeaders(object), ...encryptionHeaders(headers), ...checksumHeaders(checksum),
      },
    };
  }));
}
