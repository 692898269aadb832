import { NO_CONTENT, xmlAnswer, type Answer } from '../../answer';
import type { S3Request } from '../../request/s3-request';
import { assertChecksumGiven, verifiedChecksum } from '../checksums';
import { storeOf, type World } from '../world';

/** Deleting what is missing succeeds, too. */
export function deleteObject({ bucket, key }: S3Request, world: World): Answer {
  storeOf(world, bucket).delete(key);
  return NO_CONTENT;
}

export async function deleteObjects({ bucket, headers, body, deletion }: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, bucket);
  assertChecksumGiven(headers);
  await verifiedChecksum(headers, body);
  const { entries, quiet } = deletion!;
  const deleted = entries.filter(({ error }) => error === undefined);
  for (const { key } of deleted) store.delete(key);
  return xmlAnswer('DeleteResult', {
    Deleted: quiet ? [] : deleted.map(({ key }) => ({ Key: key })),
    Error: entries.flatMap(({ key, error }) => (error === undefined ? [] : [{ Key: key, Code: error.code, Message: error.message }])),
  });
}
