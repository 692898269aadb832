import type { AuthorizationRequest, ContextValue } from '../../iam/request';
import { bucketArn } from '../bucket';
import type { Scope } from './scope';
import type { S3Request } from '../request/s3-request';
import type { Tags } from '../request/tags';

/** Condition keys of one action; a key that is undefined is absent, an empty text is present. */
export type Cells = { readonly [key: string]: ContextValue | undefined };

/** What is asked of one object, or of one of its versions. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

export function onObject(action: string, { bucket, key }: ObjectName, { location }: Scope, cells: Cells = {}): AuthorizationRequest {
  return authorization(action, `${bucketArn(bucket, location)}/${key}`, cells);
}

/**
 * A version that is named is another action: `GetObjectVersion` in place of `GetObject`, `GetObjectVersionTagging` in place of
 * `GetObjectTagging` (Service Authorization Reference, Amazon S3).
 */
export function onVersion(action: string, object: ObjectName, scope: Scope, cells: Cells = {}): AuthorizationRequest {
  if (object.versionId === undefined) return onObject(action, object, scope, cells);
  return onObject(action.replace('Object', 'ObjectVersion'), object, scope, { ...cells, 's3:VersionId': object.versionId });
}

export function onBucket(action: string, bucket: string, { location }: Scope, cells: Cells = {}): AuthorizationRequest {
  return authorization(action, bucketArn(bucket, location), cells);
}

export function authorization(action: string, resource: string, cells: Cells = {}): AuthorizationRequest {
  const present = Object.entries(cells).filter((entry): entry is [string, ContextValue] => entry[1] !== undefined);
  return { action: `s3:${action}`, resource, context: new Map(present.map(([key, value]) => [key.toLowerCase(), value])) };
}

/** `s3:x-amz-…`: what the header of that name says, absent with it (Service Authorization Reference, Amazon S3). */
export function headerCells({ headers }: S3Request, names: readonly string[]): Cells {
  return Object.fromEntries(names.map((name) => [`s3:${name}`, headers.get(name)]));
}

/** `s3:<parameter>`: what the query says. A parameter that is there without a value is an empty text. */
export function parameterCells({ parameters }: S3Request, names: readonly string[]): Cells {
  return Object.fromEntries(names.map((name) => [`s3:${name}`, parameters.get(name)]));
}

/** Tags that the object has already: read, tag and untag actions carry them (Amazon S3 User Guide, "Tagging and access control policies"). */
export function existingTagCells({ bucket, key, versionId }: ObjectName, scope: Scope): Cells {
  return Object.fromEntries([...scope.tagsOf({ bucket, key, versionId })].map(([tag, value]) => [`s3:ExistingObjectTag/${tag}`, value]));
}

/** Tags that the request sets; without any of them the keys are absent. */
export function requestTagCells(tags: Tags | undefined): Cells {
  if (tags === undefined) return {};
  return {
    ...Object.fromEntries([...tags].map(([tag, value]) => [`s3:RequestObjectTag/${tag}`, value])),
    's3:RequestObjectTagKeys': [...tags.keys()],
  };
}
