import type { Configuration } from './cloud';

export const CORS_SOURCE = 'https://github.com/radkawar/stackd, testdata/aws/s3/cors_raw_replay.json';

/** An answer: its status, the code of an error with what belongs to it, and what it says to a page. */
export interface CorsAnswer {
  readonly status: number;
  readonly code?: string;
  readonly Method?: string;
  readonly ResourceType?: string;
  readonly cors: Readonly<Record<string, string>>;
}

export interface CorsFact {
  readonly name: string;
  readonly configuration: Configuration;
  readonly by?: 'administrator';
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly told: CorsAnswer;
}

const APP = 'https://app.example';
const PRIVATE = 'private.txt';
const PUBLIC = 'public.txt';

type Granted = Readonly<Record<string, string>>;

/** What a rule says to a page. */
function granted(origin: string, methods: string, exposed?: string, maxAge?: string): Granted {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods,
    ...exposed !== undefined && { 'access-control-expose-headers': exposed },
    ...maxAge !== undefined && { 'access-control-max-age': maxAge },
    ...origin !== '*' && { 'access-control-allow-credentials': 'true' },
    'vary': 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

const NOTHING: Granted = {};
const FIRST = granted(APP, 'GET, HEAD, PUT', 'ETag, x-amz-request-id', '17');
const SECOND = granted('*', 'GET, HEAD, PUT, POST, DELETE', 'x-amz-version-id', '41');
const EXACT = granted(APP, 'GET, PUT', 'ETag', '0');
const PLAIN = granted(APP, 'GET, HEAD, PUT', 'ETag');
const named = (rule: Granted, headers: string): Granted => ({ ...rule, 'access-control-allow-headers': headers });

const ok = (cors: Granted): CorsAnswer => ({ status: 200, cors });
const forbidden = (Method: string, ResourceType = 'OBJECT'): CorsAnswer => ({ status: 403, code: 'AccessForbidden', Method, ResourceType, cors: NOTHING });
const bad: CorsAnswer = { status: 400, code: 'BadRequest', cors: NOTHING };
const denied = (cors: Granted): CorsAnswer => ({ status: 403, code: 'AccessDenied', cors });

/** Undefined for a header that is not sent. */
interface Asked {
  readonly origin?: string | null;
  readonly method?: string | null;
  readonly headers?: string;
  readonly target?: string;
}

function preflight(name: string, configuration: Configuration, told: CorsAnswer, { origin = APP, method = 'GET', headers, target = PRIVATE }: Asked = {}): CorsFact {
  return {
    name,
    configuration,
    method: 'OPTIONS',
    target,
    headers: {
      ...origin !== null && { origin },
      ...method !== null && { 'access-control-request-method': method },
      ...headers !== undefined && { 'access-control-request-headers': headers },
    },
    told,
  };
}

function real(
  name: string, configuration: Configuration, method: string, target: string, told: CorsAnswer, headers: CorsFact['headers'] = { origin: APP }, by?: 'administrator',
): CorsFact {
  return { name, configuration, by, method, target, headers, told };
}

export const corsFacts: readonly CorsFact[] = [
  preflight('5: no configuration', 'none', forbidden('GET', 'BUCKET')),
  preflight('91: the first rule', 'ordered', ok(FIRST)),
  preflight('92: a missing object', 'ordered', ok(FIRST), { target: 'missing.txt' }),
  preflight('96: the second rule for a header', 'ordered', ok(named(SECOND, 'x-other')), { headers: 'X-Other' }),
  preflight('98: the second rule for an origin', 'ordered', ok(SECOND), { origin: 'https://elsewhere.example' }),
  preflight('99: HEAD', 'ordered', ok(FIRST), { method: 'HEAD' }),
  preflight('101: PATCH', 'ordered', forbidden('PATCH'), { method: 'PATCH' }),
  preflight('102: no Origin', 'ordered', bad, { origin: null }),
  preflight('103: an empty Origin', 'ordered', bad, { origin: '' }),
  preflight('104: no method', 'ordered', forbidden('OPTIONS'), { method: null }),
  preflight('105: an empty method', 'ordered', forbidden('OPTIONS'), { method: '' }),
  preflight('106: two methods', 'ordered', bad, { method: 'GET, PUT' }),
  preflight('108: empty entries in the list', 'ordered', ok(named(SECOND, ', x-probe-a')), { headers: ', X-Probe-A,,' }),
  preflight('109: a header with a space', 'ordered', bad, { headers: 'Bad Header' }),
  preflight('112: two origins', 'ordered', ok(SECOND), { origin: `${APP} https://other.example` }),
  preflight('113: part of a signature in the query', 'ordered', ok(FIRST), { target: `${PRIVATE}?X-Amz-Algorithm=AWS4-HMAC-SHA256` }),
  preflight('132: an origin in another case', 'exact', forbidden('GET'), { origin: 'https://APP.example' }),
  preflight('133: an origin with a slash', 'exact', forbidden('GET'), { origin: `${APP}/` }),
  preflight('134: another header', 'exact', forbidden('GET'), { headers: 'X-Other' }),
  preflight('135: headers in mixed case', 'exact', ok(named(EXACT, 'x-probe-abc, content-type')), { headers: 'X-PrObE-ABC, CONTENT-TYPE' }),
  preflight('136: headers without a space', 'exact', ok(named(EXACT, 'content-type, x-probe-b')), { headers: 'Content-Type,X-Probe-B' }),
  preflight('145: a pattern', 'pattern', ok(named(granted('https://a.example', 'GET', 'ETag'), 'x-probe-z')), { origin: 'https://a.example', headers: 'x-probe-z' }),
  preflight('147: a pattern for nothing', 'pattern', ok(granted('https://.example', 'GET', 'ETag')), { origin: 'https://.example' }),
  preflight('149: a pattern and http', 'pattern', forbidden('GET'), { origin: 'http://a.example' }),
  preflight('158: the configuration was deleted', 'none', forbidden('GET', 'BUCKET')),
  preflight('193: a rule with nothing optional', 'bare', ok(granted(APP, 'GET'))),
  real('116: a GET that is refused', 'ordered', 'GET', PRIVATE, denied(FIRST)),
  real('117: a GET that is signed', 'ordered', 'GET', PRIVATE, ok(FIRST), { origin: APP }, 'administrator'),
  real('119: a missing object', 'ordered', 'GET', 'missing.txt', denied(FIRST)),
  real('120: no Origin', 'ordered', 'GET', PUBLIC, ok(NOTHING), {}),
  real('122: HEAD', 'ordered', 'HEAD', PUBLIC, ok(FIRST)),
  real('125: a PUT that is refused', 'ordered', 'PUT', 'upload.txt', denied(FIRST), { 'origin': APP, 'content-type': 'text/plain' }),
  real('126: a PUT with a header of its own', 'ordered', 'PUT', 'upload.txt', ok(FIRST), { 'origin': APP, 'content-type': 'text/plain', 'x-probe-a': 'one' }, 'administrator'),
  real('128: part of a signature in a header', 'ordered', 'GET', PUBLIC, { status: 400, code: 'InvalidRequest', cors: FIRST },
    { origin: APP, authorization: 'AWS4-HMAC-SHA256 Credential=invalid' }),
  real('140: another origin', 'exact', 'GET', PUBLIC, ok(NOTHING), { origin: 'https://other.example' }),
  real('154: any origin', 'wild', 'GET', PUBLIC, ok(granted('*', 'GET', 'ETag', '99'))),
  real('159: a GET without configuration', 'none', 'GET', PUBLIC, ok(NOTHING)),
  real('183: a HEAD that is refused', 'plain', 'HEAD', PRIVATE, { status: 403, cors: PLAIN }),
  real('190: GetBucketCors', 'plain', 'GET', '?cors', ok(PLAIN), { origin: APP }, 'administrator'),
  real('2: GetBucketCors without configuration', 'none', 'GET', '?cors', { status: 404, code: 'NoSuchCORSConfiguration', cors: NOTHING }, {}, 'administrator'),
  real('87: another account is taken for the owner', 'ordered', 'GET', '?cors', denied(NOTHING), { 'x-amz-expected-bucket-owner': '999999999999' }, 'administrator'),
  real('90: the account is taken for the owner', 'ordered', 'GET', '?cors', ok(NOTHING), { 'x-amz-expected-bucket-owner': '123456789012' }, 'administrator'),
];
