import { hash } from 'node:crypto';
import { uriEncode } from '../uri-encode';
import { scopeText, type CredentialScope } from './signing-key';

/** A request in the form that is signed: path and query as the service wants them written. */
export interface CanonicalRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly signedHeaders: readonly string[];
  /** Its hash in hexadecimal digits, or what stands for it. */
  readonly payload: string;
}

/**
 * Headers are signed as they go over the wire, byte for byte, without blanks around them; that is what they are here, a character each.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function stringToSign(
  { method, path, query, headers, signedHeaders, payload }: CanonicalRequest, scope: CredentialScope, amzDate: string,
): string {
  const names = inOrder(signedHeaders);
  let lines = '';
  for (const name of names) lines += `${name}:${oneSpace(headers.get(name) ?? '')}\n`;
  const request = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${payload}`;
  return `AWS4-HMAC-SHA256\n${amzDate}\n${scopeText(scope)}\n${hash('sha256', Buffer.from(request, 'latin1'))}`;
}

/** As they are signed; clients write them so. */
function inOrder(names: readonly string[]): readonly string[] {
  for (let i = 1; i < names.length; i += 1) if (names[i] < names[i - 1]) return [...names].sort();
  return names;
}

/** One space in place of many blanks; hardly any value has them. */
function oneSpace(value: string): string {
  return value.includes('  ') || value.includes('\t') ? value.replace(/[ \t]+/g, ' ') : value;
}

/** Names and values, not encoded. */
export function canonicalQuery(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const AMZ_DATE = /^\d{8}T\d{6}Z$/;

/** `YYYYMMDDTHHMMSSZ` in milliseconds since 1970; undefined for anything else. */
export function timeOf(amzDate: string): number | undefined {
  if (!AMZ_DATE.test(amzDate)) return undefined;
  const part = (start: number, end: number) => amzDate.slice(start, end);
  const time = Date.parse(`${part(0, 4)}-${part(4, 6)}-${part(6, 8)}T${part(9, 11)}:${part(11, 13)}:${part(13, 16)}`);
  return Number.isNaN(time) ? undefined : time;
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
