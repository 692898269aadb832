import { hash } from 'node:crypto';
import { uriEncode } from '../uri-encode';
import type { SignatureClaim } from './authorization-header';
import { scopeText, signed } from './signing-key';

export interface SignedRequest {
  readonly method: string;
  /** As on the wire: neither decoded nor normalized. */
  readonly path: string;
  /** As on the wire, without the `?`. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Values of a header given several times are joined in order (IAM User Guide, "Create a signed AWS API request"). */
export function headerMap(request: SignedRequest): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value.trim() : `${earlier},${value.trim()}`);
  }
  return headers;
}

/** The signature that the request should carry, with `bodyHash` in hexadecimal digits. Undefined for a query string that no client could have signed. */
export function expectedSignature(
  { method, path, query }: SignedRequest, headers: ReadonlyMap<string, string>, claim: SignatureClaim, amzDate: string, bodyHash: string,
  secretAccessKey: string,
): string | undefined {
  const canonical = canonicalQuery(query);
  if (canonical === undefined) return undefined;
  const names = [...claim.signedHeaders].sort();
  const request = [
    method,
    canonicalPath(path),
    canonical,
    ...names.map((name) => `${name}:${headers.get(name)!.replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  return signed(['AWS4-HMAC-SHA256', amzDate, scopeText(claim), hash('sha256', request)].join('\n'), secretAccessKey, claim);
}

/** Normalised, and encoded once more than on the wire: for every service but S3. */
function canonicalPath(path: string): string {
  if (path === '/') return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${uriEncode(segments.join('/')).replaceAll('%2F', '/')}${end}`;
}

/** `YYYYMMDDTHHMMSSZ`; an invalid Date for anything else. */
export function dateOf(amzDate: string): Date {
  return new Date(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** Decoded and encoded again, since clients differ in what they escape. A `+` is a plus: only forms use it for a space. */
function canonicalQuery(query: string): string | undefined {
  if (query === '') return '';
  try {
    const pairs = query.split('&').filter((text) => text !== '').map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [uriEncode(decodeURIComponent(name)), uriEncode(decodeURIComponent(value))] as const;
    });
    return pairs.sort(([a, x], [b, y]) => order(a, b) || order(x, y)).map(([name, value]) => `${name}=${value}`).join('&');
  } catch {
    return undefined;
  }
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
