import { matchesCorsPattern, notImplemented, S3Error, type CorsRule } from '../../s3';

type Headers = ReadonlyMap<string, string>;

/** The answer to a browser that asks first (Fetch Standard, CORS-preflight request): what one of the bucket's rules allows. */
export function bucketPreflight(rules: readonly CorsRule[], headers: Headers): Record<string, string> {
  const [origin, method] = [headers.get('origin'), headers.get('access-control-request-method')];
  if (origin === undefined || method === undefined) {
    throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (rules.length === 0) throw forbidden('CORSResponse: CORS is not enabled for this bucket.', method);
  const asked = (headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const rule = rules.find((candidate) => allows(candidate, origin, method) && asked.every((name) => allowsHeader(candidate, name)));
  if (rule === undefined) {
    throw forbidden('CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / '
      + "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.", method);
  }
  return {
    ...grant(rule, origin),
    ...asked.length === 0 ? {} : { 'access-control-allow-headers': asked.join(', ') },
    ...rule.maxAge === undefined ? {} : { 'access-control-max-age': String(rule.maxAge) },
  };
}

/** Why a preflight was refused: what was asked for, and what the rules allow. */
export function preflightReason(rules: readonly CorsRule[], headers: Headers, { message }: Error): string {
  const names = ['origin', 'access-control-request-method', 'access-control-request-headers'];
  const asked = names.map((name) => `${name} ${headers.get(name) ?? 'absent'}`).join(', ');
  const allowed = rules.map(({ allowedOrigins, allowedMethods, allowedHeaders }) => JSON.stringify({ allowedOrigins, allowedMethods, allowedHeaders }));
  return `${message} The page asked with ${asked}; the bucket's CORS rules: ${allowed.length === 0 ? 'none' : allowed.join(', ')}`;
}

/** Headers of an answer; none where no rule allows the page's origin, which keeps the answer from the page. */
export function corsHeaders(rules: readonly CorsRule[], method: string, headers: Headers): Record<string, string> {
  const origin = headers.get('origin');
  const rule = origin === undefined ? undefined : rules.find((candidate) => allows(candidate, origin, method));
  if (origin === undefined || rule === undefined) return {};
  return { ...grant(rule, origin), ...rule.exposedHeaders.length === 0 ? {} : { 'access-control-expose-headers': rule.exposedHeaders.join(', ') } };
}

function allows({ allowedOrigins, allowedMethods }: CorsRule, origin: string, method: string): boolean {
  return allowedMethods.includes(method) && allowedOrigins.some((pattern) => matchesCorsPattern(pattern, origin));
}

function allowsHeader({ allowedHeaders }: CorsRule, name: string): boolean {
  return allowedHeaders.some((pattern) => matchesCorsPattern(pattern.toLowerCase(), name));
}

function grant({ allowedOrigins, allowedMethods }: CorsRule, origin: string): Record<string, string> {
  const isForAll = allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': allowedMethods.join(', '),
    ...isForAll ? {} : { 'access-control-allow-credentials': 'true' },
    'vary': 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function forbidden(message: string, method: string): S3Error {
  if (!['DELETE', 'GET', 'HEAD', 'POST', 'PUT'].includes(method)) return notImplemented(`the method ${JSON.stringify(method.slice(0, 64))}`);
  return new S3Error('AccessForbidden', message, 403, { Method: method, ResourceType: 'BUCKET' });
}
