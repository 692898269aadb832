import { matchesCorsPattern, S3Error, type CorsRule } from '../../s3';

type Headers = ReadonlyMap<string, string>;

const METHOD = 'access-control-request-method';
const HEADERS = 'access-control-request-headers';
/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;

/** What a page wants to do. */
interface Wanted {
  readonly origin: string;
  readonly method: string;
  /** Names of headers, in lower case. */
  readonly headers: readonly string[];
}

/** The answer to a browser that asks first (Fetch Standard, CORS-preflight request): what one of the bucket's rules allows. */
export function bucketPreflight(rules: readonly CorsRule[], headers: Headers, isOfObject: boolean): Record<string, string> {
  const origin = headers.get('origin') ?? '';
  if (origin === '') throw badRequest('Insufficient information. Origin request header needed.');
  const method = headers.get(METHOD) ?? '';
  if (method !== '' && !TOKEN.test(method)) throw badRequest(`Invalid Access-Control-Request-Method: ${method}`);
  const names = headerNames(headers);
  const invalid = names.find((name) => name !== '' && !TOKEN.test(name));
  if (invalid !== undefined) throw badRequest(`Invalid Access-Control-Request-Headers: ${invalid}`);
  const Method = method === '' ? 'OPTIONS' : method;
  if (rules.length === 0) throw forbidden('CORSResponse: CORS is not enabled for this bucket.', Method, 'BUCKET');
  const granted = grant(rules, { origin, method, headers: names });
  if (granted !== undefined) return granted;
  throw forbidden('CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / '
    + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.", Method, isOfObject ? 'OBJECT' : 'BUCKET');
}

/** Why a preflight was refused: what was asked for, and what the rules allow. */
export function preflightReason(rules: readonly CorsRule[], headers: Headers, { message }: Error): string {
  const names = ['origin', 'access-control-request-method', 'access-control-request-headers'];
  const asked = names.map((name) => `${name} ${headers.get(name) ?? 'absent'}`).join(', ');
  const allowed = rules
    .map(({ allowedOrigins, allowedMethods, allowedHeaders }) => JSON.stringify({ allowedOrigins, allowedMethods, allowedHeaders }));
  return `${message} The page asked with ${asked}; the bucket's CORS rules: ${allowed.length === 0 ? 'none' : allowed.join(', ')}`;
}

/**
 * Headers of an answer; none where no rule allows the page's origin, which keeps the answer from the page. A request that
 * says what its page wants to do is held to that, like a preflight (https://github.com/ceph/s3-tests, test_cors_origin_response).
 */
export function corsHeaders(rules: readonly CorsRule[], method: string, headers: Headers): Record<string, string> {
  const origin = headers.get('origin') ?? '';
  if (origin === '') return {};
  return grant(rules, { origin, method: headers.get(METHOD) ?? method, headers: headerNames(headers) }) ?? {};
}

/** What the first rule says that allows all of it. */
function grant(rules: readonly CorsRule[], wanted: Wanted): Record<string, string> | undefined {
  const rule = rules.find((candidate) => allows(candidate, wanted));
  if (rule === undefined) return undefined;
  const { allowedOrigins, allowedMethods, exposedHeaders, maxAge } = rule;
  const isForAll = allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : wanted.origin,
    'access-control-allow-methods': allowedMethods.join(', '),
    ...wanted.headers.length > 0 && { 'access-control-allow-headers': wanted.headers.join(', ') },
    ...exposedHeaders.length > 0 && { 'access-control-expose-headers': exposedHeaders.join(', ') },
    ...maxAge !== undefined && { 'access-control-max-age': String(maxAge) },
    ...!isForAll && { 'access-control-allow-credentials': 'true' },
    'vary': 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows({ allowedOrigins, allowedMethods, allowedHeaders }: CorsRule, { origin, method, headers }: Wanted): boolean {
  return allowedMethods.includes(method) && allowedOrigins.some((pattern) => matchesCorsPattern(pattern, origin))
    && headers.every((name) => allowedHeaders.some((pattern) => matchesCorsPattern(pattern.toLowerCase(), name)));
}

/** Empty entries count, but for those at the end (recorded). */
function headerNames(headers: Headers): readonly string[] {
  const names = (headers.get(HEADERS) ?? '').split(',').map((name) => name.trim().toLowerCase());
  while (names.at(-1) === '') names.pop();
  return names;
}

const badRequest = (message: string): S3Error => new S3Error('BadRequest', message);

const forbidden = (message: string, Method: string, ResourceType: 'BUCKET' | 'OBJECT'): S3Error =>
  new S3Error('AccessForbidden', message, 403, { Method, ResourceType });
