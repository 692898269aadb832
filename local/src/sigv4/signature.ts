import { hash } from 'node:crypto';
import type { AwsError } from '../aws-error';
import { isSameText } from '../same-text';
import { parseAuthorization, type SignatureClaim } from './authorization-header';
import { dateOf, expectedSignature, headerMap, type SignedRequest } from './canonical';
import { signatureError } from './errors';

export type { SignedRequest } from './canonical';

/** What is known about an access key. Both a session and the local administrator's keys fit. */
export interface SigningCredentials {
  readonly secretAccessKey: string;
  /** Temporary credentials have one, and it must be sent. */
  readonly sessionToken?: string;
  /** Milliseconds since 1970; absent for keys that do not end. */
  readonly expiration?: number;
}

export interface SignatureVerification {
  /** The service the request was sent to, as signatures call it: `dynamodb`, `sts`. */
  readonly service: string;
  readonly findCredentials: (accessKeyId: string) => SigningCredentials | undefined;
  readonly clock: () => number;
}

export interface VerifiedSignature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const MAX_SKEW_MS = 15 * 60_000;

/** Proves that the holder of the access key sent this very request, now (Signature Version 4, in the Authorization header). */
export async function verifySignature(
  request: SignedRequest, { service, findCredentials, clock }: SignatureVerification,
): Promise<VerifiedSignature> {
  const headers = headerMap(request);
  const authorization = headers.get('authorization');
  if (authorization === undefined) throw unsigned(request, service);
  const claim = parseAuthorization(authorization, service);
  const amzDate = headers.get('x-amz-date') ?? '';
  const mismatch = (message?: string) => signatureError(service, 'mismatch', message);

  checkSignedHeaders(claim, headers, service);
  checkScope(claim, amzDate, service);
  const credentials = findCredentials(claim.accessKeyId);
  if (credentials === undefined || !isSameText(headers.get('x-amz-security-token') ?? '', credentials.sessionToken ?? '')) {
    throw signatureError(service, 'unknownKey');
  }
  if (credentials.expiration !== undefined && clock() >= credentials.expiration) throw signatureError(service, 'expiredKey');
  checkTime(amzDate, clock(), mismatch);
  const bodyHash = hash('sha256', request.body);
  if ((headers.get('x-amz-content-sha256') ?? bodyHash) !== bodyHash) throw mismatch();
  const expected = expectedSignature(request, headers, claim, amzDate, bodyHash, credentials.secretAccessKey);
  if (expected === undefined || !isSameText(expected, claim.signature)) throw mismatch();
  return { accessKeyId: claim.accessKeyId, region: claim.region, service: claim.service };
}

function unsigned({ query }: SignedRequest, service: string): AwsError {
  return /(^|&)x-amz-(signature|algorithm|credential)=/i.test(query)
    ? signatureError(service, 'incomplete', 'The local cloud does not support signatures in the query string (presigned URLs) yet')
    : signatureError(service, 'missing');
}

/** `host` and every `x-amz-*` header must be signed, or they could be changed on the way (IAM User Guide, same page as the signer). */
function checkSignedHeaders({ signedHeaders }: SignatureClaim, headers: ReadonlyMap<string, string>, service: string): void {
  const incomplete = (message: string) => signatureError(service, 'incomplete', message);
  if (!headers.has('x-amz-date')) throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  const unusable = signedHeaders.find((name) => !headers.has(name) || name === 'authorization' || name === 'date');
  if (unusable !== undefined || new Set(signedHeaders).size !== signedHeaders.length) throw signatureError(service, 'mismatch');
  const open = ['host', ...headers.keys()].filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name));
  if (open.length > 0) {
    const names = [...new Set(open)].map((name) => `'${name}'`).join(', ');
    throw signatureError(service, 'mismatch', `${names} must be a 'SignedHeader' in the AWS Authorization.`);
  }
}

function checkScope({ date, service: signedService }: SignatureClaim, amzDate: string, service: string): void {
  if (Number.isNaN(dateOf(amzDate).getTime()) || !/^\d{8}T\d{6}Z$/.test(amzDate)) {
    throw signatureError(service, 'incomplete', "Date must be in ISO-8601 'basic format'.");
  }
  if (signedService !== service) throw signatureError(service, 'mismatch', `Credential should be scoped to correct service: '${service}'. `);
  if (date !== amzDate.slice(0, 8)) {
    throw signatureError(
      service, 'mismatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${amzDate.slice(0, 8)}', from '${amzDate}'.`,
    );
  }
}

function checkTime(amzDate: string, now: number, mismatch: (message: string) => AwsError): void {
  const sent = dateOf(amzDate).getTime();
  if (sent < now - MAX_SKEW_MS) {
    throw mismatch(`Signature expired: ${amzDate} is now earlier than ${basic(now - MAX_SKEW_MS)} (${basic(now)} - 15 min.)`);
  }
  if (sent > now + MAX_SKEW_MS) {
    throw mismatch(`Signature not yet current: ${amzDate} is still later than ${basic(now + MAX_SKEW_MS)} (${basic(now)} + 15 min.)`);
  }
}

/** ISO 8601 basic format, without fractions of a second. */
function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
