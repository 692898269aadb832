import { objectPath } from './object-path';
import { specOf, type OperationName, type OperationSpec } from '../../../s3/operations';
import type { S3Request } from '../../../s3/request/s3-request';
import { uriEncode } from '../../../uri-encode';
import { CONTENT_HEADERS, withoutChunking } from '../../s3/object-headers';

/**
 * Headers that are settled before a request is sent on: whose bucket it is was compared, ACLs were refused, keys of KMS were
 * asked for, and what names objects and tags is written anew. How it encrypts is the other engine's own affair, and so is how it sends.
 */
const SETTLED = /^x-amz-(acl|grant-.*|server-side-encryption.*|source-expected-bucket-owner|copy-source|tagging|te)$/;
/** A mark of operations that make an object. */
const METADATA = 'x-amz-meta-*';

/** The headers of a request that belong to its operation, and no other. */
export function outgoingHeaders({ operation, headers, source, tags }: S3Request<OperationName>): Record<string, string> {
  const spec = specOf(operation);
  const kept = [...headers].filter(([name]) => belongs(name, spec) && !SETTLED.test(name));
  const { 'content-encoding': encoding, ...others } = Object.fromEntries(kept);
  const ownEncoding = withoutChunking(encoding);
  return {
    ...others,
    ...ownEncoding === undefined ? {} : { 'content-encoding': ownEncoding },
    ...source === undefined ? {} : { 'x-amz-copy-source': objectPath(source.bucket, source.key) },
    ...headers.has('x-amz-tagging') ? { 'x-amz-tagging': [...tags!].map((tag) => tag.map(uriEncode).join('=')).join('&') } : {},
  };
}

function belongs(name: string, { headers = [], body }: OperationSpec): boolean {
  if (name === 'content-md5') return body === 'bytes';
  if (CONTENT_HEADERS.includes(name)) return headers.includes(METADATA);
  return headers.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known));
}
