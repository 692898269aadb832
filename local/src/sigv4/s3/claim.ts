import type { QueryPairs } from '../../protocols/query-string';
import { invalidRequest, S3Error } from '../../s3';
import { parseAuthorization, type SignatureClaim } from '../authorization-header';
import { timeOf } from '../canonical';

/** What a request says about its signature; nothing is proved yet. */
export interface S3Claim extends SignatureClaim {
  readonly authType: 'REST-HEADER' | 'REST-QUERY-STRING';
  /** `YYYYMMDDTHHMMSSZ` */
  readonly amzDate: string;
  /** The same in milliseconds since 1970. */
  readonly signedAt: number;
  readonly sessionToken?: string;
  /** What `x-amz-content-sha256` says: a hash, or how the body is signed. */
  readonly payload: string;
  /** Seconds, of a presigned URL. */
  readonly expires?: number;
}

type Texts = ReadonlyMap<string, string>;

const ALGORITHM = 'AWS4-HMAC-SHA256';
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
const REQUIRED = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders', 'X-Amz-Signature'];
export const QUERY_AUTHENTICATION: ReadonlySet<string> = new Set([...REQUIRED, 'X-Amz-Security-Token']);
const MAX_EXPIRES = 604_800;

/** Reads the Authorization header or the query, whichever there is. Undefined for a request that is not signed. */
export function readClaim(headers: Texts, parameters: Texts, pairs: QueryPairs): S3Claim | undefined {
  const authorization = headers.get('authorization');
  const isPresigned = pairs.some(([name]) => /^x-amz-(algorithm|credential|signature)$/i.test(name));
  const isVersion2 = parameters.has('AWSAccessKeyId') || /^AWS /.test(authorization ?? '');
  if (isVersion2) throw invalidRequest(`The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`);
  if (authorization !== undefined && isPresigned) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified');
  }
  if (authorization !== undefined) return ofHeader(authorization, headers);
  return isPresigned ? ofQuery(parameters, headers) : undefined;
}

function ofHeader(authorization: string, headers: Texts): S3Claim {
  const [amzDate, payload] = [headers.get('x-amz-date') ?? '', headers.get('x-amz-content-sha256')];
  if (payload === undefined) throw invalidRequest('Missing required header for this request: x-amz-content-sha256');
  const claim = parseAuthorization(authorization, 's3');
  const signedAt = timeOf(amzDate);
  if (signedAt === undefined) throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403);
  return { ...claim, authType: 'REST-HEADER', amzDate, signedAt, payload, sessionToken: headers.get('x-amz-security-token') };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function ofQuery(parameters: Texts, headers: Texts): S3Claim {
  const text = (name: string) => parameters.get(name) ?? '';
  if (REQUIRED.some((name) => text(name) === '')) {
    throw malformed('Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.');
  }
  if (text('X-Amz-Algorithm') !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const signedAt = timeOf(text('X-Amz-Date'));
  if (signedAt === undefined) throw malformed('X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd\'T\'HHmmss\'Z\'"');
  const scope = text('X-Amz-Credential').split('/');
  if (scope.length !== 5 || scope[4] !== 'aws4_request' || scope.includes('')) {
    throw malformed('Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  const [accessKeyId, date, region, service] = scope;
  return {
    authType: 'REST-QUERY-STRING',
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: text('X-Amz-SignedHeaders').split(';'),
    signature: text('X-Amz-Signature'),
    amzDate: text('X-Amz-Date'),
    signedAt,
    sessionToken: parameters.get('X-Amz-Security-Token'),
    payload: parameters.get('X-Amz-Content-Sha256') ?? headers.get('x-amz-content-sha256') ?? UNSIGNED_PAYLOAD,
    expires: seconds(text('X-Amz-Expires')),
  };
}

function seconds(text: string): number {
  if (!/^-?\d+$/.test(text)) throw malformed('X-Amz-Expires should be a number');
  const value = Number(text);
  if (value < 0) throw malformed('X-Amz-Expires must be non-negative');
  if (value > MAX_EXPIRES) throw malformed('X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds');
  return value;
}

export function malformed(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', message);
}
