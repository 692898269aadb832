import type { HttpHead } from '../../protocols/http';
import { uriDecode } from '../../protocols/query-string';
import { S3Error } from '../../s3';
import { bucketOfHost, hostName } from '../loopback-guard';

export interface S3Target {
  /** Empty for the list of buckets. */
  readonly bucket: string;
  /** Decoded once and otherwise as sent; empty for the bucket itself. */
  readonly key: string;
}

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Virtual-host style (`bucket.localhost`, the path is the key) or path style (`/bucket/key`). Nothing is
 * normalised: `.`, `..` and empty segments are parts of keys, and an escaped slash is a slash.
 */
export function s3Target(head: HttpHead): S3Target {
  if (!head.path.startsWith('/')) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  const path = head.path.slice(1);
  const ofHost = bucketOfHost(hostName(head.headers.get('host') ?? ''));
  if (ofHost !== undefined) return { bucket: ofHost, key: uriDecode(path) };
  const slash = path.indexOf('/');
  const bucket = slash < 0 ? path : path.slice(0, slash);
  if (path !== '' && !BUCKET_NAME.test(bucket)) {
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: bucket });
  }
  return { bucket, key: slash < 0 ? '' : uriDecode(path.slice(slash + 1)) };
}
