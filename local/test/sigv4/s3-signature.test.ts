import { createHash } from 'node:crypto';
import type { Callers } from '../../src/authorization/callers';
import { authenticate, type Authenticated } from '../../src/gateway/s3/authentication';
import { s3Target } from '../../src/gateway/s3/target';
import type { HttpRequest } from '../../src/protocols/http';
import { heldContent } from '../../src/s3';
import { ANONYMOUS } from '../../src/sts';
import { incomingBody } from '../support/incoming-body';

/**
 * The examples of the Amazon S3 API Reference, with its keys: "Authenticating Requests: Using the Authorization Header",
 * "Using Query Parameters", "Transferring Payload in Multiple Chunks" and the same "Including trailing headers".
 */
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const NOW = Date.UTC(2013, 4, 24);
const SCOPE = `${KEY}/20130524/us-east-1/s3/aws4_request`;
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SIZE = 66_560;

interface Options {
  readonly now?: number;
  readonly credentials?: { secretAccessKey: string; sessionToken?: string; expiration?: number };
  readonly region?: string;
  /** Of which the body comes. */
  readonly pieceBytes?: number;
}

/** Head and body, one after the other, as the server does. */
async function verify(
  asked: HttpRequest, { now = NOW, credentials = { secretAccessKey: SECRET }, region = 'us-east-1', pieceBytes }: Options = {},
): Promise<Authenticated & { readonly body: Buffer }> {
  const callers = { holders: { findCredentials: (id: string) => (id === KEY ? credentials : undefined) }, holderOf: () => ({ arn: 'holder' }) } as unknown as Callers;
  // The host is Amazon's in the examples, so the key is the whole path.
  const { headers } = asked;
  const incoming = incomingBody(asked.body, { isChunked: headers.has('transfer-encoding'), pieceBytes });
  const authenticated = authenticate(asked, incoming, { bucket: 'examplebucket', key: asked.path.slice(1) }, headers, callers, region, () => now);
  const body = await heldContent(authenticated.content);
  const { head, content } = authenticated;
  return { ...authenticated, body, head: { ...head, headers: new Map([...head.headers, ...content.trailers()]) } };
}

function request(method: string, path: string, query: string, headers: Record<string, string>, body: Buffer | string = ''): HttpRequest {
  return { method, path, query, headers: new Map(Object.entries({ host: 'examplebucket.s3.amazonaws.com', ...headers })), body: Buffer.from(body), sourceIp: '127.0.0.1', isSecure: true };
}

function signed(method: string, path: string, query: string, signature: string, headers: Record<string, string>, body: Buffer | string = ''): HttpRequest {
  const all = { 'x-amz-content-sha256': EMPTY, 'x-amz-date': '20130524T000000Z', ...headers };
  const names = [...new Set(['host', ...Object.keys(all)])].sort().join(';');
  return request(method, path, query, { ...all, authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=${names},Signature=${signature}` }, body);
}

const chunk = (data: Buffer, signature: string) => Buffer.concat([Buffer.from(`${data.length.toString(16)};chunk-signature=${signature}\r\n`), data]);
const CRLF = Buffer.from('\r\n');
const A = Buffer.alloc(SIZE, 'a');

const CHUNKS = [
  chunk(A.subarray(0, 65_536), 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'), CRLF,
  chunk(A.subarray(65_536), '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'), CRLF,
  chunk(Buffer.alloc(0), 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'), CRLF,
];
const CHUNKED_HEADERS = {
  'content-encoding': 'aws-chunked',
  'content-length': '66824',
  'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'x-amz-decoded-content-length': String(SIZE),
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
};
const SEED = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';

const TRAILED = [
  chunk(A.subarray(0, 65_536), 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'), CRLF,
  chunk(A.subarray(65_536), '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'), CRLF,
  chunk(Buffer.alloc(0), '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
  Buffer.from('x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n'),
];
const TRAILED_HEADERS = {
  'content-encoding': 'aws-chunked',
  'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  'x-amz-decoded-content-length': String(SIZE),
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  'x-amz-trailer': 'x-amz-checksum-crc32c',
};
const TRAILED_SEED = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';

const GET = signed('GET', '/test.txt', '', 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41', { range: 'bytes=0-9' });
const LIST = signed('GET', '/', 'max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7', {});
const PUT = signed('PUT', '/test%24file.text', '', '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd', {
  'date': 'Fri, 24 May 2013 00:00:00 GMT',
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  'x-amz-content-sha256': createHash('sha256').update('Welcome to Amazon S3.').digest('hex'),
}, 'Welcome to Amazon S3.');
const CHUNKED = signed('PUT', '/examplebucket/chunkObject.txt', '', SEED, { ...CHUNKED_HEADERS, host: 's3.amazonaws.com' }, Buffer.concat(CHUNKS));
const TRAILER = signed('PUT', '/examplebucket/chunkObject.txt', '', TRAILED_SEED, { ...TRAILED_HEADERS, host: 's3.amazonaws.com' }, Buffer.concat(TRAILED));
const URL_SIGNATURE = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
const PRESIGNED = [
  'X-Amz-Algorithm=AWS4-HMAC-SHA256', `X-Amz-Credential=${encodeURIComponent(SCOPE)}`, 'X-Amz-Date=20130524T000000Z', 'X-Amz-Expires=86400',
  'X-Amz-SignedHeaders=host', `X-Amz-Signature=${URL_SIGNATURE}`,
].join('&');
const presigned = (query = PRESIGNED, method = 'GET', path = '/test.txt', headers = {}) => request(method, path, query, headers);

describe("AWS's examples", () => {
  test.each<[string, HttpRequest]>([
    ['GET object', GET],
    ['PUT object', PUT],
    ['GET bucket lifecycle', signed('GET', '/', 'lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543', {})],
    ['GET bucket', LIST],
  ])('%s holds', async (_, example) => {
    const { claim, body, head } = await verify(example);
    expect(claim).toMatchObject({ accessKeyId: KEY, authType: 'REST-HEADER' });
    expect(body).toEqual(example.body);
    expect([...head.parameters.keys()]).toEqual(example.query.split('&').filter((pair) => pair !== '').map((pair) => pair.split('=')[0]));
  });

  test.each<[string, HttpRequest, string[]]>([['chunked', CHUNKED, []], ['chunked with a trailer', TRAILER, ['sOO8/Q==']]])('PUT object, %s, holds and is decoded', async (_, example, trailers) => {
    const { body, head } = await verify(example);
    expect(Buffer.compare(body, A)).toBe(0);
    expect([head.headers.get('x-amz-checksum-crc32c')].filter((value) => value !== undefined)).toEqual(trailers);
  });

  test.each([1, 2, 7, 85, 86, 87, 88, 65_536, 65_624, 100_000])('chunks hold in whatever pieces they come: of %d bytes', async (pieceBytes) => {
    for (const example of [CHUNKED, TRAILER]) expect(Buffer.compare((await verify(example, { pieceBytes })).body, A)).toBe(0);
  });

  test('a presigned URL holds for its time', async () => {
    expect((await verify(presigned())).head.parameters.size).toBe(0);
    await expect(verify(presigned(), { now: NOW + 86_399_999 })).resolves.toMatchObject({ claim: { authType: 'REST-QUERY-STRING' } });
    await expect(verify(presigned(), { now: NOW + 86_400_000 })).rejects.toMatchObject({ code: 'AccessDenied', status: 403, message: 'Request has expired' });
    await expect(verify(presigned(), { now: NOW - 900_001 })).rejects.toMatchObject({ code: 'AccessDenied', status: 403, message: 'Request is not yet valid' });
  });
});

describe('fails', () => {
  const without = (example: HttpRequest, name: string): HttpRequest => (
    { ...example, headers: new Map([...example.headers].filter(([key]) => key !== name)) });
  const having = (example: HttpRequest, name: string, value: string): HttpRequest => (
    { ...example, headers: new Map([...example.headers, [name, value]]) });
  const authorization = (example: HttpRequest, change: (value: string) => string) => having(example, 'authorization', change(example.headers.get('authorization')!));
  const cases: [string, HttpRequest, string, number, Options?][] = [
    ['another method', { ...GET, method: 'DELETE' }, 'SignatureDoesNotMatch', 403],
    ['another key', { ...GET, path: '/test.txt2' }, 'SignatureDoesNotMatch', 403],
    ['a key with dots', { ...GET, path: '/a/../test.txt' }, 'SignatureDoesNotMatch', 403],
    ['a key encoded twice', { ...PUT, path: '/test%2524file.text' }, 'SignatureDoesNotMatch', 403],
    ['another prefix', { ...LIST, query: 'max-keys=2&prefix=K' }, 'SignatureDoesNotMatch', 403],
    ['a parameter more', { ...LIST, query: 'max-keys=2&prefix=J&delimiter=/' }, 'SignatureDoesNotMatch', 403],
    ['a parameter twice', { ...LIST, query: 'max-keys=2&prefix=J&prefix=K' }, 'InvalidArgument', 400],
    ['a broken escape', { ...LIST, query: 'max-keys=2&prefix=%zz' }, 'InvalidURI', 400],
    ['another body', { ...PUT, body: Buffer.from('Welcome to Amazon S4.') }, 'XAmzContentSHA256Mismatch', 400],
    ['another body hash', having(PUT, 'x-amz-content-sha256', EMPTY), 'SignatureDoesNotMatch', 403],
    ['an unsigned body, said in a signed header', having(PUT, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD'), 'SignatureDoesNotMatch', 403],
    ['no body hash', without(GET, 'x-amz-content-sha256'), 'InvalidRequest', 400],
    ['another host', having(GET, 'host', 'otherbucket.s3.amazonaws.com'), 'SignatureDoesNotMatch', 403],
    ['a signed header changed', having(GET, 'range', 'bytes=0-99'), 'SignatureDoesNotMatch', 403],
    ['a signed header removed', without(GET, 'range'), 'SignatureDoesNotMatch', 403],
    ['an x-amz header that is not signed', having(GET, 'x-amz-acl', 'public-read'), 'AccessDenied', 403],
    ['a copy source that is not signed', having(PUT, 'x-amz-copy-source', 'b/k'), 'AccessDenied', 403],
    ['Content-MD5 that is not signed', having(PUT, 'content-md5', 'x'), 'AccessDenied', 403],
    ['host not signed', authorization(GET, (value) => value.replace('host;', '')), 'AccessDenied', 403],
    ['another signature', authorization(GET, (value) => value.replace(/1$/, '2')), 'SignatureDoesNotMatch', 403],
    ['an unknown key', authorization(GET, (value) => value.replace(KEY, 'AKIAOTHER')), 'InvalidAccessKeyId', 403],
    ['another region', authorization(GET, (value) => value.replace('us-east-1', 'eu-west-1')), 'AuthorizationHeaderMalformed', 400],
    ['another service', authorization(GET, (value) => value.replace('/s3/', '/sts/')), 'AuthorizationHeaderMalformed', 400],
    ['another day', authorization(GET, (value) => value.replace('20130524/', '20130525/')), 'AuthorizationHeaderMalformed', 400],
    ['Version 2', having(GET, 'authorization', 'AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg='), 'InvalidRequest', 400],
    ['Version 2 in the query', presigned('AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=x&Expires=1'), 'InvalidRequest', 400],
    ['a garbled header', having(GET, 'authorization', 'AWS4-HMAC-SHA256 nonsense'), 'AuthorizationHeaderMalformed', 400],
    ['another algorithm', authorization(GET, (value) => value.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')), 'AuthorizationHeaderMalformed', 400],
    ['no date', without(GET, 'x-amz-date'), 'AccessDenied', 403],
    ['15 minutes and a bit late', GET, 'RequestTimeTooSkewed', 403, { now: NOW + 900_001 }],
    ['15 minutes and a bit early', GET, 'RequestTimeTooSkewed', 403, { now: NOW - 900_001 }],
    ['another secret', GET, 'SignatureDoesNotMatch', 403, { credentials: { secretAccessKey: `${SECRET}.` } }],
    ['no session token', GET, 'InvalidAccessKeyId', 403, { credentials: { secretAccessKey: SECRET, sessionToken: 'token' } }],
    ['a session that has ended', GET, 'ExpiredToken', 400, { credentials: { secretAccessKey: SECRET, expiration: NOW } }],
    ['both header and query', { ...GET, query: PRESIGNED }, 'InvalidArgument', 400],
    ['a URL for another method', presigned(PRESIGNED, 'PUT'), 'SignatureDoesNotMatch', 403],
    ['a URL for HEAD', presigned(PRESIGNED, 'HEAD'), 'SignatureDoesNotMatch', 403],
    ['a URL for another key', presigned(PRESIGNED, 'GET', '/other.txt'), 'SignatureDoesNotMatch', 403],
    ['a URL with a parameter more', presigned(`${PRESIGNED}&response-content-type=text/html`), 'SignatureDoesNotMatch', 403],
    ['a URL with a parameter twice', presigned(`${PRESIGNED}&X-Amz-Expires=604800`), 'InvalidArgument', 400],
    ['a URL with a longer life', presigned(PRESIGNED.replace('86400', '604800')), 'SignatureDoesNotMatch', 403],
    ['a URL for more than a week', presigned(PRESIGNED.replace('86400', '604801')), 'AuthorizationQueryParametersError', 400],
    ['a URL for less than nothing', presigned(PRESIGNED.replace('86400', '-1')), 'AuthorizationQueryParametersError', 400],
    ['a URL for ever', presigned(PRESIGNED.replace('86400', 'ever')), 'AuthorizationQueryParametersError', 400],
    ...['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'].map((name): [string, HttpRequest, string, number] => [
      `a URL without ${name}`, presigned(PRESIGNED.replace(new RegExp(`X-Amz-${name}=[^&]*&?`), '')), 'AuthorizationQueryParametersError', 400,
    ]),
    ['a URL of another algorithm', presigned(PRESIGNED.replace('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1')), 'AuthorizationQueryParametersError', 400],
    ['a URL of another region', presigned(PRESIGNED.replace('us-east-1', 'eu-west-1')), 'AuthorizationQueryParametersError', 400],
    ['a URL of another service', presigned(PRESIGNED.replace('%2Fs3%2F', '%2Fsts%2F')), 'AuthorizationQueryParametersError', 400],
    ['a URL with half a credential', presigned(PRESIGNED.replace('%2Faws4_request', '')), 'AuthorizationQueryParametersError', 400],
    ['a URL with another terminator', presigned(PRESIGNED.replace('aws4_request', 'aws5_request')), 'AuthorizationQueryParametersError', 400],
    ['a URL without a Region', presigned(PRESIGNED.replace('us-east-1', '')), 'AuthorizationQueryParametersError', 400],
    ['a URL with a date in another form', presigned(PRESIGNED.replace('20130524T000000Z', '2013-05-24')), 'AuthorizationQueryParametersError', 400],
    ['a URL with a copy source beside it', presigned(PRESIGNED, 'PUT', '/test.txt', { 'x-amz-copy-source': 'b/k' }), 'AccessDenied', 403],
    ['a URL with a token beside it', presigned(PRESIGNED, 'GET', '/test.txt', { 'x-amz-security-token': 'x' }), 'AccessDenied', 403],
    ['a URL of a session, without its token', presigned(), 'InvalidAccessKeyId', 403, { credentials: { secretAccessKey: SECRET, sessionToken: 'token' } }],
    ['a URL with a token of another session', presigned(`${PRESIGNED}&X-Amz-Security-Token=other`), 'InvalidToken', 400, { credentials: { secretAccessKey: SECRET, sessionToken: 'token' } }],
    ['a URL of a session that has ended', presigned(), 'ExpiredToken', 400, { credentials: { secretAccessKey: SECRET, expiration: NOW } }],
    ['a stream announced in a URL', presigned(`${PRESIGNED}&X-Amz-Content-Sha256=STREAMING-UNSIGNED-PAYLOAD-TRAILER`), 'SignatureDoesNotMatch', 403],
  ];

  test('no signature: then it is nobody who asks', async () => {
    expect((await verify(without(GET, 'authorization'))).caller).toBe(ANONYMOUS);
  });

  test.each(cases.map(([name, ...expected]) => ({ name, expected })))('$name', async ({ expected: [example, code, status, options] }) => {
    await expect((async () => verify(example, options))()).rejects.toMatchObject({ code, status });
  });

  const body = (parts: readonly Buffer[], change: (parts: Buffer[]) => void) => {
    const copy = parts.map((part) => Buffer.from(part));
    change(copy);
    return Buffer.concat(copy);
  };
  const text = (part: Buffer, from: string | RegExp, to: string) => Buffer.from(part.toString('latin1').replace(from, to), 'latin1');
  const streams: [string, HttpRequest, string][] = [
    ['a byte of a chunk changed', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[0][200] = 0; }) }, 'SignatureDoesNotMatch'],
    ['a chunk signature changed', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[2] = text(parts[2], '0055', '0056'); }) }, 'SignatureDoesNotMatch'],
    ['a chunk left out', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts.splice(2, 2); }) }, 'SignatureDoesNotMatch'],
    ['chunks swapped', { ...CHUNKED, body: body(CHUNKS, (parts) => { [parts[0], parts[2]] = [parts[2], parts[0]]; }) }, 'SignatureDoesNotMatch'],
    ['a chunk twice', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts.unshift(parts[0], parts[1]); }) }, 'IncompleteBody'],
    ['no last chunk', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts.splice(4); }) }, 'IncompleteBody'],
    ['cut off', { ...CHUNKED, body: Buffer.concat(CHUNKS).subarray(0, 5000) }, 'IncompleteBody'],
    ['something behind the end', { ...CHUNKED, body: Buffer.concat([...CHUNKS, Buffer.from('x')]) }, 'IncompleteBody'],
    ['an unsigned chunk', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[0] = text(parts[0], /;chunk-signature=\w+/, ''); }) }, 'IncompleteBody'],
    ['a size that is none', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[0] = text(parts[0], '10000', '-1'); }) }, 'IncompleteBody'],
    ['a larger size', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[0] = text(parts[0], '10000', 'fffffff'); }) }, 'IncompleteBody'],
    ['no chunks at all', { ...CHUNKED, body: A }, 'IncompleteBody'],
    ['nothing', { ...CHUNKED, body: Buffer.alloc(0) }, 'IncompleteBody'],
    ['a trailer that was not announced', { ...CHUNKED, body: body(CHUNKS, (parts) => { parts[5] = Buffer.from('x-amz-checksum-crc32:AAAAAA==\r\n\r\n'); }) }, 'MalformedTrailerError'],
    ['a changed trailer', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = text(parts[5], 'sOO8', 'sOO9'); }) }, 'SignatureDoesNotMatch'],
    ['a changed trailer signature', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = text(parts[5], 'd81f', 'd81e'); }) }, 'SignatureDoesNotMatch'],
    ['no trailer signature', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = text(parts[5], /x-amz-trailer-signature.*\r\n/, ''); }) }, 'SignatureDoesNotMatch'],
    ['no trailer', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = CRLF; }) }, 'SignatureDoesNotMatch'],
    ['no end of the trailers', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = text(parts[5], /\r\n$/, ''); }) }, 'IncompleteBody'],
    ['a second trailer signature', { ...TRAILER, body: body(TRAILED, (parts) => { parts[5] = text(parts[5], /(x-amz-trailer-signature.*\r\n)/, '$1$1'); }) }, 'IncompleteBody'],
    ['another decoded length', having(CHUNKED, 'x-amz-decoded-content-length', '66561'), 'SignatureDoesNotMatch'],
    ['no decoded length', authorization(without(CHUNKED, 'x-amz-decoded-content-length'), (value) => value.replace('x-amz-decoded-content-length;', '')), 'SignatureDoesNotMatch'],
  ];

  test.each(streams)('a stream with %s', async (_, example, code) => {
    await expect((async () => verify(example))()).rejects.toMatchObject({ code });
  });
});

test('targets are neither decoded twice nor normalised', () => {
  const target = (path: string, host = '127.0.0.1:4580') => s3Target({ method: 'GET', path, query: '', headers: new Map([['host', host]]), sourceIp: '', isSecure: true });
  expect(target('/')).toEqual({ bucket: '', key: '' });
  expect(target('/my-bucket')).toEqual({ bucket: 'my-bucket', key: '' });
  expect(target('/my-bucket/')).toEqual({ bucket: 'my-bucket', key: '' });
  expect(target('/my-bucket//')).toEqual({ bucket: 'my-bucket', key: '/' });
  expect(target('/my-bucket/a//b/../c/./')).toEqual({ bucket: 'my-bucket', key: 'a//b/../c/./' });
  expect(target('/my-bucket/a%2Fb%252F+%20%3F')).toEqual({ bucket: 'my-bucket', key: 'a/b%2F+ ?' });
  expect(target('/users/alice', 'my.bucket.localhost:80')).toEqual({ bucket: 'my.bucket', key: 'users/alice' });
  expect(target('/%C3%A9/e%CC%81', 'b.localhost')).toEqual({ bucket: 'b', key: '\u00e9/e\u0301' });
  expect(() => target('/my%2Dbucket/a')).toThrow('The specified bucket is not valid.');
  expect(() => target('//a')).toThrow('The specified bucket is not valid.');
  expect(() => target('/..%2Fmy-bucket/a')).toThrow('The specified bucket is not valid.');
  expect(() => target('/__proto__/a')).toThrow('The specified bucket is not valid.');
  expect(() => target('http://evil.example/my-bucket/a')).toThrow("Couldn't parse");
  expect(() => target('/my-bucket/%ff')).toThrow("Couldn't parse");
});
