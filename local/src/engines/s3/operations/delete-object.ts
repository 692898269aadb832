import type { XmlMembers } from '../../../protocols/xml';
import { S3Error } from '../../../s3/errors';
import type { DeletionEntry } from '../../../s3/request/deletion';
import type { S3Request } from '../../../s3/request/s3-request';
import { NO_CONTENT, xmlAnswer, type Answer } from '../answer';
import type { BucketStore } from '../bucket-store';
import { assertChecksumGiven } from '../checksums';
import { assertMatches } from '../conditions';
import { verifiedChecksum } from '../received-content';
import { isDeleteMarker, versionName, wholeSeconds, type DeleteMarker, type Version } from '../stored-object';
import { storeOf, type World } from '../world';

/** What became of a key, or of a version of it. */
interface Deleted {
  /** The version that is gone for good. */
  readonly gone?: Version;
  /** What was put on top of what is kept. */
  readonly marker?: DeleteMarker;
}

export async function deleteObject({ bucket, key, versionId, headers }: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, bucket);
  const { gone, marker } = await deleteKey(store, { key, versionId, etag: headers.get('if-match') }, world);
  const told = marker ?? (versionId === undefined ? undefined : gone);
  return {
    ...NO_CONTENT,
    headers: {
      ...told !== undefined && { 'x-amz-version-id': versionName(told) },
      ...told !== undefined && isDeleteMarker(told) && { 'x-amz-delete-marker': 'true' },
    },
  };
}

export async function deleteObjects({ bucket, headers, body, deletion }: S3Request, world: World): Promise<Answer> {
  const store = storeOf(world, bucket);
  assertChecksumGiven(headers);
  await verifiedChecksum(headers, body);
  const { entries, quiet } = deletion!;
  const tried = await Promise.all(entries.map(async (entry) => ({ entry, result: entry.error ?? await tryDelete(store, entry, world) })));
  return xmlAnswer('DeleteResult', {
    Deleted: quiet ? [] : tried.flatMap(({ entry, result }) => ('code' in result ? [] : [deletedMembers(entry, result)])),
    Error: tried.flatMap(({ entry: { key, versionId }, result }) => (
      'code' in result ? [{ Key: key, VersionId: versionId, Code: result.code, Message: result.message }] : [])),
  });
}

/** Of an entry whose condition is not met the others are not held up. */
async function tryDelete(store: BucketStore, entry: DeletionEntry, world: World): Promise<Deleted | S3Error> {
  try {
    return await deleteKey(store, entry, world);
  } catch (error) {
    if (error instanceof S3Error && error.status < 500) return error;
    throw error;
  }
}

function deletedMembers({ key, versionId }: DeletionEntry, { gone, marker }: Deleted): XmlMembers {
  const shown = marker ?? (versionId !== undefined && gone !== undefined && isDeleteMarker(gone) ? gone : undefined);
  return {
    Key: key, VersionId: versionId, ...shown !== undefined && { DeleteMarker: true, DeleteMarkerVersionId: versionName(shown) },
  };
}

/**
 * Deleting what is missing succeeds, too. Without a version a bucket that keeps versions keeps them, below a marker.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
 */
function deleteKey(store: BucketStore, { key, versionId, etag }: DeletionEntry, { clock }: World): Promise<Deleted> {
  return store.change(key, async (commit) => {
    if (etag !== undefined) assertMatches(etag, store.find(key), store.bucket.name, key);
    if (versionId === undefined && store.bucket.versioning !== undefined) {
      const marker: DeleteMarker = { versionId: store.newVersionId(), lastModified: wholeSeconds(clock()), isDeleteMarker: true };
      await commit({ kind: 'mark', key, marker });
      return { marker };
    }
    const gone = versionId === undefined ? store.find(key) : store.findVersion(key, versionId);
    if (gone !== undefined) await commit({ kind: 'delete', key, versionId: gone.versionId });
    return { gone };
  });
}
