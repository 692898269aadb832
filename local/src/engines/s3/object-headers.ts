import type { StoredObject } from './stored-object';
import type { Bucket } from '../../s3/bucket';
import { isEncryptionHeader, objectEncryption } from '../../s3/encryption';
import { notImplemented, S3Error } from '../../s3/errors';
import type { S3Request } from '../../s3/request/s3-request';

export const CONTENT_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'];
const METADATA = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;
const DEFAULT_TYPE = 'binary/octet-stream';
/** Those whose objects can be read at once; the others would have to be restored first. */
const STORAGE_CLASSES = ['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'];
const ACL = /^x-amz-(acl|grant-.*)$/;

/** What a request gives to an object beside its bytes. Throws for what cannot be kept. */
export function objectHeaders({ headers }: S3Request, bucket: Bucket): Map<string, string> {
  assertAcl(headers, bucket);
  const kept = [...headers].filter(([name]) => CONTENT_HEADERS.includes(name) || name.startsWith(METADATA));
  assertMetadataSize(kept.filter(([name]) => name.startsWith(METADATA)));
  const result = new Map(kept);
  setOrDelete(result, 'content-encoding', withoutChunking(result.get('content-encoding')));
  if (!result.has('content-type')) result.set('content-type', DEFAULT_TYPE);
  return new Map([...result, ...storageHeaders(headers, bucket)]);
}

/** Storage class and encryption: of the request or the bucket, never of a copy's source. */
export function storageHeaders(headers: ReadonlyMap<string, string>, bucket: Bucket): Map<string, string> {
  const storageClass = headers.get('x-amz-storage-class') ?? 'STANDARD';
  if (/^(GLACIER|DEEP_ARCHIVE)$/.test(storageClass)) throw notImplemented(`the storage class ${storageClass}`);
  if (!STORAGE_CLASSES.includes(storageClass)) throw new S3Error('InvalidStorageClass', 'The storage class you specified is not valid');
  return new Map([...objectEncryption(headers, bucket), ...storageClass === 'STANDARD' ? [] : [['x-amz-storage-class', storageClass] as const]]);
}

/** Headers of every answer that shows an object. */
export function shownHeaders(object: StoredObject): Record<string, string> {
  return {
    ...Object.fromEntries([...object.headers].map(([name, value]) => [name, name.startsWith(METADATA) ? mailSafe(value) : value])),
    'accept-ranges': 'bytes',
    'etag': `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...object.tags.size > 0 ? { 'x-amz-tagging-count': String(object.tags.size) } : {},
  };
}

/**
 * Metadata that is not ASCII is told as RFC 2047 has it, whatever text its bytes were meant to be.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
 */
function mailSafe(value: string): string {
  return /^[\x00-\x7f]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

export function encryptionHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => isEncryptionHeader(name)));
}

export function storageClassOf(headers: ReadonlyMap<string, string>): string {
  return headers.get('x-amz-storage-class') ?? 'STANDARD';
}

/** Amazon S3 User Guide, "Controlling ownership of objects": without ACLs only the one that changes nothing is taken. */
export function assertAcl(headers: ReadonlyMap<string, string>, { ownership }: Bucket): void {
  const acl = [...headers].find(([name, value]) => ACL.test(name) && !(name === 'x-amz-acl' && value === 'bucket-owner-full-control'));
  if (acl === undefined) return;
  throw ownership === 'BucketOwnerEnforced' ? new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs') : notImplemented('ACLs');
}

function assertMetadataSize(metadata: readonly (readonly [string, string])[]): void {
  const size = metadata.reduce((sum, [name, value]) => sum + name.length - METADATA.length + value.length, 0);
  if (size <= MAX_METADATA_BYTES) return;
  throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, {
    Size: String(size), MaxSizeAllowed: String(MAX_METADATA_BYTES),
  });
}

/** `aws-chunked` is how the body came, not what it is. */
export function withoutChunking(encoding: string | undefined): string | undefined {
  const rest = encoding?.split(',').map((part) => part.trim()).filter((part) => part !== '' && part !== 'aws-chunked').join(',');
  return rest === '' ? undefined : rest;
}

function setOrDelete(headers: Map<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) headers.delete(name); else headers.set(name, value);
}
