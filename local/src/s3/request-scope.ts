import type { Buckets, Location } from './bucket';
import type { ObjectName } from './contexts/authorization';
import type { Scope } from './contexts/scope';
import type { OperationName } from './request/operations';
import type { S3Request } from './request/s3-request';
import { NO_TAGS, type Tags } from './request/tags';
import type { S3Engine } from '../engines/s3/s3-engine';

/** Their conditions may be about tags that the object has already. */
const ON_TAGGED: readonly OperationName[] = ['GetObject', 'HeadObject', 'GetObjectTagging', 'PutObjectTagging', 'DeleteObjectTagging'];

/** What a request is read against. At once where the engine has tags at hand: nothing comes between decision and act then. */
export function requestScope(
  request: S3Request, location: Location, buckets: Buckets, engine: Pick<S3Engine, 'kmsKeyOf' | 'tagsOf'>,
): Scope | Promise<Scope> {
  const object = taggedObject(request);
  const scopeOf = (tags: Tags): Scope => ({
    location,
    buckets,
    tagsOf: (bucket, key) => tagsAsked(object, tags, { bucket, key }),
    kmsKeyOf: (stored) => engine.kmsKeyOf(stored),
  });
  if (object === undefined) return scopeOf(NO_TAGS);
  const tags = engine.tagsOf(object.bucket, object.key);
  return tags instanceof Promise ? tags.then(scopeOf) : scopeOf(tags);
}

/** The one whose tags count: what is read, not what is overwritten. */
function taggedObject({ operation, bucket, key, headers, source }: S3Request): ObjectName | undefined {
  return source ?? (ON_TAGGED.includes(operation) || headers.has('if-match') ? { bucket, key } : undefined);
}

/** To take an object for one without tags could allow what is denied. */
function tagsAsked(object: ObjectName | undefined, tags: Tags, { bucket, key }: ObjectName): Tags {
  if (object?.bucket !== bucket || object.key !== key) throw new Error('tags of an object that were not asked for');
  return tags;
}
