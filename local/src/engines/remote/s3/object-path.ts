import { notImplemented } from '../../../s3/errors';
import { uriEncode } from '../../../uri-encode';

/**
 * `/bucket/key` as it goes over the wire. S3 takes keys as they are, others tidy paths up: a key that would then be another
 * one than was decided on is refused.
 */
export function objectPath(bucket: string, key: string): string {
  const segments = key.split('/');
  const isTidied = segments.some((segment, i) => /^\.{1,2}$/.test(segment) || (segment === '' && i < segments.length - 1));
  if (isTidied) throw notImplemented('keys with segments that are empty, "." or ".." on another engine');
  return `/${bucket}/${segments.map(uriEncode).join('/')}`;
}
