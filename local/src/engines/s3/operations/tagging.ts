import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS, type Tags } from '../../../s3/request/tags';
import { NO_CONTENT, xmlAnswer, type Answer } from '../answer';
import { verifiedChecksum } from '../received-content';
import { storeOf, type World } from '../world';

export function getObjectTagging({ bucket, key }: S3Request, world: World): Answer {
  const { tags } = storeOf(world, bucket).get(key);
  return xmlAnswer('Tagging', { TagSet: { Tag: [...tags].map(([Key, Value]) => ({ Key, Value })) } });
}

export async function putObjectTagging(request: S3Request, world: World): Promise<Answer> {
  await verifiedChecksum(request.headers, request.body);
  await setTags(request, world, request.tags!);
  return { status: 200, headers: {} };
}

export async function deleteObjectTagging(request: S3Request, world: World): Promise<Answer> {
  await setTags(request, world, NO_TAGS);
  return NO_CONTENT;
}

/** The object stays what it is otherwise, its date too. */
function setTags({ bucket, key }: S3Request, world: World, tags: Tags): Promise<void> {
  const store = storeOf(world, bucket);
  return store.change(key, async (commit) => {
    store.get(key);
    await commit({ kind: 'tag', key, tags });
  });
}
