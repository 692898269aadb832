import { hash } from 'node:crypto';
import { uriEncode } from '../../uri-encode';
import { uriDecode, type QueryPairs } from '../../protocols/query-string';
import type { S3Claim } from './claim';
import { scopeText } from '../signing-key';

export interface CanonicalParts {
  readonly method: string;
  /** As on the wire. */
  readonly path: string;
  readonly query: QueryPairs;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * What S3 wants signed: paths are encoded once and not normalised, unlike those of other services.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function stringToSign({ method, path, query, headers }: CanonicalParts, claim: S3Claim): string {
  const names = [...claim.signedHeaders].sort();
  const canonicalRequest = [
    method,
    uriEncode(uriDecode(path)).replaceAll('%2F', '/'),
    canonicalQuery(query, claim),
    ...names.map((name) => `${name}:${(headers.get(name) ?? '').replace(/[ \t]+/g, ' ')}`),
    '',
    names.join(';'),
    claim.payload,
  ].join('\n');
  return ['AWS4-HMAC-SHA256', claim.amzDate, scopeText(claim), sha256(canonicalRequest)].join('\n');
}

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** Of a presigned URL everything but the signature itself. */
function canonicalQuery(query: QueryPairs, { authType }: S3Claim): string {
  return query
    .filter(([name]) => !(authType === 'REST-QUERY-STRING' && name === 'X-Amz-Signature'))
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
