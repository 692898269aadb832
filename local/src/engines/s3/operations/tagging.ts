import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS, type Tags } from '../../../s3/request/tags';
import { NO_CONTENT, xmlAnswer, type Answer } from '../answer';
import { verifiedChecksum } from '../received-content';
import { storeOf, type World } from '../world';

export function getObjectTagging({ bucket, key, versionId }: S3Request, world: World): Answer {
  const store = storeOf(world, bucket);
  const object = store.get(key, versionId);
  return xmlAnswer('Tagging', { TagSet: { Tag: [...object.tags].map(([Key, Value]) => ({ Key, Value })) } }, store.versionHeaders(object));
}

export async function putObjectTagging(request: S3Request, world: World): Promise<Answer> {
  await verifiedChecksum(request.headers, request.body);
  return { status: 200, headers: await setTags(request, world, request.tags!) };
}

export async function deleteObjectTagging(request: S3Request, world: World): Promise<Answer> {
  return { ...NO_CONTENT, headers: await setTags(request, world, NO_TAGS) };
}

/** The object stays what it is otherwise, its date too. Gives the headers that tell its version. */
function setTags({ bucket, key, versionId }: S3Request, world: World, tags: Tags): Promise<Record<string, string>> {
  const store = storeOf(world, bucket);
  return store.change(key, async (commit) => {
    const object = store.get(key, versionId);
    await commit({ kind: 'tag', key, tags, versionId: object.versionId });
    return store.versionHeaders(object);
  });
}
