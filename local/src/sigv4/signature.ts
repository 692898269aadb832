import { hash } from 'node:crypto';
import type { AwsError } from '../aws-error';
import { isSameText } from '../same-text';
import { uriEncode } from '../uri-encode';
import { parseAuthorization, type SignatureClaim } from './authorization-header';
import { canonicalQuery, stringToSign, timeOf } from './canonical';
import { signatureError } from './errors';
import { keyHolder, MAX_SKEW_MS, type KeyHolders, type ServiceRules } from './verify';

export interface SignedRequest {
  readonly method: string;
  /** As on the wire: neither decoded nor normalized. */
  readonly path: string;
  /** As on the wire, without the `?`. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface SignatureVerification extends KeyHolders {
  /** The service the request was sent to, as signatures call it: `dynamodb`, `sts`. */
  readonly service: string;
}

export interface VerifiedSignature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** Throws unless this is the body that was signed. */
  proveBody(body: Buffer): void;
}

type Headers = SignedRequest['headers'];

/**
 * Proves who sent a request to any service but S3, which has rules of its own: in the Authorization header, with the whole body.
 * A body whose hash is in the headers is not needed for the signature.
 */
export function verifySignature(request: SignedRequest, { service, ...holders }: SignatureVerification): VerifiedSignature {
  const { headers } = request;
  const authorization = headers.get('authorization');
  if (authorization === undefined) throw unsigned(request, service);
  const claim = parseAuthorization(authorization, service);
  const rules = rulesOf(headers, claim, service);
  const { prove } = keyHolder(claim, rules, holders);
  const announced = headers.get('x-amz-content-sha256');
  if (announced !== undefined) prove(textOf(request, claim, announced));
  const { accessKeyId, region } = claim;
  return {
    accessKeyId,
    region,
    service: claim.service,
    proveBody: (body) => {
      const payload = hash('sha256', body);
      if (announced === undefined) prove(textOf(request, claim, payload));
      else if (announced !== payload) throw rules.fault('mismatch');
    },
  };
}

function rulesOf(headers: Headers, claim: SignatureClaim, service: string): ServiceRules {
  const amzDate = headers.get('x-amz-date') ?? '';
  const sent = timeOf(amzDate);
  const fault: ServiceRules['fault'] = (kind) => signatureError(service, kind);
  return {
    fault,
    checkForm: () => {
      checkSignedHeaders(claim, headers, service);
      if (sent === undefined) throw signatureError(service, 'incomplete', "Date must be in ISO-8601 'basic format'.");
      checkScope(claim, amzDate, service);
    },
    checkToken: (credentials) => {
      if (credentials === undefined || !isSameText(headers.get('x-amz-security-token') ?? '', credentials.sessionToken ?? '')) throw fault('unknownKey');
    },
    checkTime: (now) => checkTime(amzDate, sent!, now, service),
  };
}

function textOf({ method, path, query, headers }: SignedRequest, claim: SignatureClaim, payload: string): string | undefined {
  const pairs = decodedQuery(query);
  if (pairs === undefined) return undefined;
  const { signedHeaders } = claim;
  return stringToSign({ method, path: canonicalPath(path), query: canonicalQuery(pairs), headers, signedHeaders, payload }, claim, headers.get('x-amz-date')!);
}

function unsigned({ query }: SignedRequest, service: string): AwsError {
  return /(^|&)x-amz-(signature|algorithm|credential)=/i.test(query)
    ? signatureError(service, 'incomplete', 'The local cloud does not support signatures in the query string (presigned URLs) yet')
    : signatureError(service, 'missing');
}

/** `host` and every `x-amz-*` header must be signed, or they could be changed on the way (IAM User Guide, same page as the signer). */
function checkSignedHeaders({ signedHeaders }: SignatureClaim, headers: Headers, service: string): void {
  const incomplete = (message: string) => signatureError(service, 'incomplete', message);
  if (!headers.has('x-amz-date')) throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  const isUsable = (name: string, i: number) => headers.has(name) && name !== 'date' && signedHeaders.indexOf(name) === i;
  if (!signedHeaders.every(isUsable)) throw signatureError(service, 'mismatch');
  const open = signedHeaders.includes('host') ? [] : ['host'];
  for (const name of headers.keys()) if (name.startsWith('x-amz-') && !signedHeaders.includes(name)) open.push(name);
  if (open.length > 0) {
    throw signatureError(service, 'mismatch', `${open.map((name) => `'${name}'`).join(', ')} must be a 'SignedHeader' in the AWS Authorization.`);
  }
}

function checkScope({ date, service: signedService }: SignatureClaim, amzDate: string, service: string): void {
  if (signedService !== service) throw signatureError(service, 'mismatch', `Credential should be scoped to correct service: '${service}'. `);
  if (date !== amzDate.slice(0, 8)) {
    throw signatureError(
      service, 'mismatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${amzDate.slice(0, 8)}', from '${amzDate}'.`,
    );
  }
}

function checkTime(amzDate: string, sent: number, now: number, service: string): void {
  const mismatch = (message: string) => signatureError(service, 'mismatch', message);
  if (sent < now - MAX_SKEW_MS) {
    throw mismatch(`Signature expired: ${amzDate} is now earlier than ${basic(now - MAX_SKEW_MS)} (${basic(now)} - 15 min.)`);
  }
  if (sent > now + MAX_SKEW_MS) {
    throw mismatch(`Signature not yet current: ${amzDate} is still later than ${basic(now + MAX_SKEW_MS)} (${basic(now)} + 15 min.)`);
  }
}

/** Normalised, and encoded once more than on the wire. */
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

/** Clients differ in what they escape. A `+` is a plus: only forms use it for a space. Undefined for what is no UTF-8. */
function decodedQuery(query: string): (readonly [name: string, value: string])[] | undefined {
  try {
    return query.split('&').filter((text) => text !== '').map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decodeURIComponent(name), decodeURIComponent(value)] as const;
    });
  } catch {
    return undefined;
  }
}

/** ISO 8601 basic format, without fractions of a second. */
function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
