import { malformed, type S3Claim } from './claim';
import { uriDecode, type QueryPairs } from '../../protocols/query-string';
import { S3Error } from '../../s3';
import { isSameText } from '../../same-text';
import { uriEncode } from '../../uri-encode';
import { canonicalQuery, stringToSign } from '../canonical';
import { signatureError } from '../errors';
import { keyHolder, MAX_SKEW_MS, type KeyHolders, type ServiceRules, type Signer, type SigningCredentials } from '../verify';

export interface S3Verification extends KeyHolders {
  readonly region: string;
}

export interface S3SignedRequest {
  readonly method: string;
  /** As on the wire. */
  readonly path: string;
  readonly query: QueryPairs;
  readonly headers: ReadonlyMap<string, string>;
}

/** Signature Version 4 by S3's rules: of the head alone. The body is proved by `announcedPayload`, with the signer that this gives. */
export function verifyS3Signature(request: S3SignedRequest, claim: S3Claim, { region, ...holders }: S3Verification): Signer {
  const { sign, prove } = keyHolder(claim, rulesOf(request, claim, region), holders);
  prove(textOf(request, claim));
  return sign;
}

function rulesOf(request: S3SignedRequest, claim: S3Claim, region: string): ServiceRules {
  return {
    fault: (kind) => signatureError('s3', kind),
    checkForm: () => {
      checkScope(claim, region);
      checkSignedHeaders(claim, request.headers);
    },
    checkToken: (credentials) => checkToken(claim, credentials),
    checkTime: (now) => checkTime(claim, now),
  };
}

/**
 * Paths are encoded once and not normalised, unlike those of other services.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
function textOf({ method, path, query, headers }: S3SignedRequest, claim: S3Claim): string {
  const { authType, signedHeaders, payload, amzDate } = claim;
  // Of a presigned URL everything but the signature itself.
  const asked = query.filter(([name]) => !(authType === 'REST-QUERY-STRING' && name === 'X-Amz-Signature'));
  const encoded = uriEncode(uriDecode(path)).replaceAll('%2F', '/');
  return stringToSign({ method, path: encoded, query: canonicalQuery(asked), headers, signedHeaders, payload }, claim, amzDate);
}

function checkScope({ authType, service, region: signedRegion, date, amzDate }: S3Claim, region: string): void {
  const wrong = (what: string, details = {}) => (authType === 'REST-QUERY-STRING'
    ? malformed(`Error parsing the X-Amz-Credential parameter; ${what}`)
    : new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${what}`, 400, details));
  if (service !== 's3') throw wrong(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (signedRegion !== region) throw wrong(`the region '${signedRegion}' is wrong; expecting '${region}'`, { Region: region });
  if (date !== amzDate.slice(0, 8)) throw wrong(`Invalid credential date "${date}". This date is not the same as X-Amz-Date: "${amzDate.slice(0, 8)}".`);
}

/** Whatever S3 acts on and is not signed could have been added on the way, by whoever was given a URL, for example. */
function checkSignedHeaders({ signedHeaders }: S3Claim, headers: ReadonlyMap<string, string>): void {
  // S3 wants the name of a source URL-encoded, and takes no signature over another one.
  if (!/^[\x20-\x7e]*$/.test(headers.get('x-amz-copy-source') ?? '')) throw signatureError('s3', 'mismatch');
  if (new Set(signedHeaders).size !== signedHeaders.length || signedHeaders.some((name) => !headers.has(name))) throw signatureError('s3', 'mismatch');
  const open = [...headers.keys()].filter((name) => (name === 'host' || name === 'content-md5' || name.startsWith('x-amz-')) && !signedHeaders.includes(name));
  if (open.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', 403, { HeadersNotSigned: open.join(', ') });
  }
}

function checkToken({ sessionToken }: S3Claim, credentials: SigningCredentials | undefined): asserts credentials is SigningCredentials {
  // Temporary keys without their token are unknown keys to S3.
  if (credentials === undefined || (credentials.sessionToken !== undefined && sessionToken === undefined)) {
    throw signatureError('s3', 'unknownKey');
  }
  if (!isSameText(sessionToken ?? '', credentials.sessionToken ?? '')) {
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.');
  }
}

function checkTime({ amzDate, signedAt, expires }: S3Claim, now: number): void {
  const ServerTime = new Date(now).toISOString();
  if (expires === undefined) {
    if (Math.abs(now - signedAt) <= MAX_SKEW_MS) return;
    throw new S3Error('RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', 403, {
      RequestTime: amzDate, ServerTime, MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
    });
  }
  if (signedAt > now + MAX_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not yet valid', 403, { 'X-Amz-Date': amzDate, ServerTime });
  const end = signedAt + expires * 1000;
  if (now < end) return;
  throw new S3Error('AccessDenied', 'Request has expired', 403, { 'X-Amz-Expires': String(expires), 'Expires': new Date(end).toISOString(), ServerTime });
}
