import type { StoredObject } from './stored-object';
import { NoSuchKey, notImplemented, preconditionFailed } from '../../s3/errors';

type Headers = ReadonlyMap<string, string>;

/**
 * Judges the conditions of a read (RFC 9110, section 13.2.2: an entity tag comes before a date).
 * Throws PreconditionFailed; gives true where the caller has the object already.
 */
export function isNotModified(headers: Headers, object: StoredObject, prefix = ''): boolean {
  const [match, none] = [headers.get(`${prefix}if-match`), headers.get(`${prefix}if-none-match`)];
  const [unmodified, modified] = [dateOf(headers, `${prefix}if-unmodified-since`), dateOf(headers, `${prefix}if-modified-since`)];
  if (match !== undefined && !hasTag(match, object)) throw preconditionFailed('If-Match');
  if (match === undefined && unmodified !== undefined && object.lastModified > unmodified) throw preconditionFailed('If-Unmodified-Since');
  if (none !== undefined) return hasTag(none, object);
  return modified !== undefined && object.lastModified <= modified;
}

/** Conditions of a write (Amazon S3 User Guide, "Conditional writes"): nothing there yet, or this very object. */
export function assertWriteConditions(headers: Headers, object: StoredObject | undefined, bucket: string, key: string): void {
  const [match, none] = [headers.get('if-match'), headers.get('if-none-match')];
  if (none !== undefined && none !== '*') throw notImplemented('If-None-Match of a write with anything but *');
  if (none !== undefined && match !== undefined) throw notImplemented('If-Match and If-None-Match in one request');
  if (none !== undefined && object !== undefined) throw preconditionFailed('If-None-Match');
  if (match !== undefined) assertMatches(match, object, bucket, key);
}

/** `If-Match` of what changes an object: it must be there (observed on AWS for deletions, too: ministackorg/ministack#1475), and be that one. */
export function assertMatches(match: string, object: StoredObject | undefined, bucket: string, key: string): void {
  if (object === undefined) throw new NoSuchKey(bucket, key);
  if (!hasTag(match, object)) throw preconditionFailed('If-Match');
}

function hasTag(header: string, { etag }: StoredObject): boolean {
  return header.split(',').map((tag) => tag.trim()).some((tag) => tag === '*' || tag.replace(/^W\//, '').replaceAll('"', '') === etag);
}

function dateOf(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  if (value === undefined) return undefined;
  const time = Date.parse(value);
  // What is no date is ignored (RFC 9110, section 13.1.3).
  return Number.isNaN(time) ? undefined : time;
}
