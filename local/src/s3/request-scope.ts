import type { Buckets, Location } from './bucket';
import type { ObjectName } from './contexts/authorization';
import { entryDeletion, readsTag } from './contexts/deletions';
import type { Scope, StoredName } from './contexts/scope';
import type { ObjectKmsKey } from './encryption';
import { specOf, type OperationName } from './operations';
import type { S3Request } from './request/s3-request';
import type { Tags } from './request/tags';

/** Whoever knows what is stored. */
export interface Stored {
  /** Empty for an object that is missing. At once where that is possible: nothing can change between decision and act then. */
  tagsOf(stored: StoredName): Tags | Promise<Tags>;

  /** The customer's key that an object, or an upload that is open, is encrypted with. Undefined for what is missing, too. */
  kmsKeyOf(stored: StoredName): ObjectKmsKey | undefined;

  /** The version id of the delete marker that a key stands for, if it was deleted while its bucket kept versions. */
  markerOf(stored: StoredName): string | undefined;
}

/** What a request is read against. At once where tags are at hand: nothing comes between decision and act then. */
export function requestScope(
  request: S3Request<OperationName>, location: Location, buckets: Buckets, stored: Stored,
): Scope | Promise<Scope> {
  const objects = taggedObjects(request);
  const scopeOf = (tags: readonly Tags[]): Scope => ({
    location,
    buckets,
    tagsOf: (name) => tagsAsked(objects, tags, name),
    kmsKeyOf: (name) => stored.kmsKeyOf(name),
  });
  const tags = objects.map((object) => stored.tagsOf(object));
  return tags.some((found) => found instanceof Promise) ? Promise.all(tags).then(scopeOf) : scopeOf(tags as Tags[]);
}

/** Those whose tags count: what is read, not what is overwritten or deleted. */
function taggedObjects(request: S3Request<OperationName>): ObjectName[] {
  const { operation, bucket, key, versionId, headers, source, deletion } = request;
  if (deletion !== undefined) return deletion.entries.map((entry) => entryDeletion(request, entry)).filter(readsTag);
  const isRead = specOf(operation).onTagged === true || headers.has('if-match');
  return [...source === undefined ? [] : [source], ...isRead ? [{ bucket, key, versionId }] : []];
}

/** To take an object for one without tags could allow what is denied. */
function tagsAsked(objects: readonly ObjectName[], tags: readonly Tags[], { bucket, key, versionId }: ObjectName): Tags {
  const found = objects.findIndex((object) => object.bucket === bucket && object.key === key && object.versionId === versionId);
  if (found < 0) throw new Error('tags of an object that were not asked for');
  return tags[found];
}
