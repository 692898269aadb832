import type { Buckets, Location } from './bucket';
import type { ObjectName } from './contexts/authorization';
import type { Scope, StoredName } from './contexts/scope';
import type { ObjectKmsKey } from './encryption';
import { specOf, type OperationName } from './operations';
import type { S3Request } from './request/s3-request';
import { NO_TAGS, type Tags } from './request/tags';

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
  const object = taggedObject(request);
  const scopeOf = (tags: Tags): Scope => ({
    location,
    buckets,
    tagsOf: (name) => tagsAsked(object, tags, name),
    kmsKeyOf: (name) => stored.kmsKeyOf(name),
  });
  if (object === undefined) return scopeOf(NO_TAGS);
  const tags = stored.tagsOf(object);
  return tags instanceof Promise ? tags.then(scopeOf) : scopeOf(tags);
}

/** The one whose tags count: what is read, not what is overwritten. */
function taggedObject({ operation, bucket, key, versionId, headers, source }: S3Request<OperationName>): ObjectName | undefined {
  return source ?? (specOf(operation).onTagged || headers.has('if-match') ? { bucket, key, versionId } : undefined);
}

/** To take an object for one without tags could allow what is denied. */
function tagsAsked(object: ObjectName | undefined, tags: Tags, { bucket, key, versionId }: ObjectName): Tags {
  if (object?.bucket !== bucket || object.key !== key || object.versionId !== versionId) throw new Error('tags of an object that were not asked for');
  return tags;
}
