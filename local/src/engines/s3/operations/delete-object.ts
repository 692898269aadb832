import type { S3Request } from '../../../s3/request/s3-request';
import { NO_CONTENT, xmlAnswer, type Answer } from '../answer';
import type { BucketStore } from '../bucket-store';
import { assertChecksumGiven } from '../checksums';
import { verifiedChecksum } from '../received-content';
import { storeOf, type World } from '../world';

export async function deleteObject({ bucket, key }: S3Request, world: World): Promise<Answer> {
  await deleteKey(storeOf(world, bucket), key);
  return NO_CONTENT;
}

export async function deleteObjects({ bucket, headers, body, deletion }: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, bucket);
  assertChecksumGiven(headers);
  await verifiedChecksum(headers, body);
  const { entries, quiet } = deletion!;
  const deleted = entries.filter(({ error }) => error === undefined);
  await Promise.all(deleted.map(({ key }) => deleteKey(store, key)));
  return xmlAnswer('DeleteResult', {
    Deleted: quiet ? [] : deleted.map(({ key }) => ({ Key: key })),
    Error: entries.flatMap(({ key, error }) => (error === undefined ? [] : [{ Key: key, Code: error.code, Message: error.message }])),
  });
}

/** Deleting what is missing succeeds, too. */
function deleteKey(store: BucketStore, key: string): Promise<void> {
  return store.change(key, async (commit) => {
    if (store.find(key) !== undefined) await commit({ kind: 'delete', key });
  });
}
