import { ASSUME, form, raw, send, startCloud } from './support';
import type { LocalCloud } from '../../src';
import { assertLoopbackHost } from '../../src/gateway/loopback-guard';

let cloud: LocalCloud;
beforeAll(async () => { cloud = await startCloud(); });
afterAll(() => cloud.stop());

const mint = (headers: string[], body = JSON.stringify({ provider: 'google', app: 'a', user: 'u' })) =>
  send(cloud.endpoint, { path: '/_local/token', headers, body });
const port = () => new URL(cloud.endpoint).port;

describe('Host', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('%s is this machine, with and without a port', async (name) => {
    for (const host of [name, `${name}:${port()}`, `${name}:1`]) {
      expect((await mint(['host', host, 'x-local-secret', cloud.secret])).status).toBe(200);
    }
  });

  test.each([
    'evil.example.com', 'evil.example.com:80', 'localhost.evil.example.com', '127.0.0.1.evil.example.com', 'evil@127.0.0.1', '127.0.0.2', '0.0.0.0',
    '127.0.0.1.', 'localhost:', '', '[::]', '2130706433', '127.1', 'localhost:80:80', '127.0.0.1, localhost', 'bucket.localhost', '.localhost',
  ])('%j is refused everywhere, with the right secret, too', async (host) => {
    for (const answer of [
      await mint(['host', host, 'x-local-secret', cloud.secret]),
      await send(cloud.endpoint, { method: 'GET', path: '/_local/issuers/login.example.com/jwks', headers: ['host', host] }),
      await send(cloud.endpoint, { ...form(ASSUME), headers: ['host', host] }),
      await send(cloud.endpoint, { headers: ['host', host, 'x-amz-target', 'DynamoDB_20120810.GetItem'], body: '{}' }),
      await send(cloud.endpoint, { method: 'OPTIONS', headers: ['host', host, 'access-control-request-method', 'POST'] }),
    ]) {
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([403, 'ForbiddenHost']);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

test('two Hosts are refused, though each is this machine', async () => {
  const answer = await raw(cloud.endpoint, 'GET /_local/issuers/login.example.com/jwks HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 .*"the header \\"host\\" is given twice"/s);
});

test.each(['', 'evil.example.com', '127.0.0.1.evil.example.com'])('no loopback Host: %j', (host) => {
  const head = { method: 'GET', path: '/', query: '', headers: new Map(host === '' ? [] : [['host', host]]), sourceIp: '127.0.0.1', isSecure: false };
  expect(() => assertLoopbackHost(head, new Map())).toThrow('127.0.0.1, localhost and [::1] only');
});

test('blanks around a value are no part of it', async () => {
  const answer = await raw(cloud.endpoint, 'GET /_local/issuers/login.example.com/jwks HTTP/1.1\r\nHost: \t 127.0.0.1 \t\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

describe('the local cloud\'s own endpoints', () => {
  const own = [
    { method: 'POST', path: '/_local/token', body: JSON.stringify({ provider: 'google', app: 'a', user: 'u' }) },
    { method: 'GET', path: '/_local/decisions', body: '' },
  ];

  test.each(own)('$method $path answers whoever has the secret', async (request) => {
    expect((await send(cloud.endpoint, { ...request, headers: ['x-local-secret', cloud.secret] })).status).toBe(200);
    expect((await send(cloud.endpoint, { ...request, headers: ['x-local-secret', cloud.secret, 'sec-fetch-site', 'none'] })).status).toBe(200);
  });

  test.each(own)('$method $path wants the secret', async (request) => {
    for (const secret of [[], ['x-local-secret', ''], ['x-local-secret', 'wrong'], ['x-local-secret', cloud.secret.slice(0, -1)], ['x-local-secret', `${cloud.secret} x`]]) {
      const { status, body } = await send(cloud.endpoint, { ...request, headers: secret });
      expect([status, JSON.parse(body).code]).toEqual([403, 'Forbidden']);
      expect(body).not.toContain(cloud.secret);
    }
    const inQuery = await send(cloud.endpoint, { ...request, path: `${request.path}?x-local-secret=${cloud.secret}` });
    expect(inQuery.status).toBe(403);
  });

  test.each(own)('$method $path is not for web pages', async (request) => {
    for (const page of [
      ['origin', 'https://evil.example.com'], ['origin', 'null'], ['origin', ''], ['origin', cloud.endpoint],
      ['sec-fetch-site', 'cross-site'], ['sec-fetch-site', 'same-site'],
    ]) {
      const { status, headers, body } = await send(cloud.endpoint, { ...request, headers: [...page, 'x-local-secret', cloud.secret] });
      expect([status, JSON.parse(body).code]).toEqual([403, 'ForbiddenOrigin']);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  test('a page that asks first is refused, which the decision log tells', async () => {
    const headers = ['origin', 'https://evil.example.com', 'access-control-request-method', 'POST'];
    expect((await send(cloud.endpoint, { method: 'OPTIONS', path: '/_local/token', headers })).status).toBe(403);
    expect(cloud.decisions().pop()).toMatchObject({ effect: 'Refused', action: 'local:OPTIONS', resource: '/_local/token', reason: expect.stringContaining('not for web pages') });
  });

  test.each([
    ['PUT', '/_local/token'], ['GET', '/_local/token'], ['POST', '/_local/decisions'], ['GET', '/_local/'], ['GET', '/_local/__proto__'], ['DELETE', '/_local/token/'],
  ])('%s %s is none of them', async (method, path) => {
    const { status, body } = await send(cloud.endpoint, { method, path, headers: ['x-local-secret', cloud.secret] });
    expect([status, JSON.parse(body).code]).toEqual([404, 'NotFound']);
  });

  test.each([
    ['not JSON', '{', 'the body is not JSON'],
    ['nothing', '', 'the body is not JSON'],
    ['a list', '[]', 'want an object with provider, app and user'],
    ['null', 'null', 'want an object with provider, app and user'],
    ['no app', '{"provider":"google","user":"u"}', 'app: got undefined, want text'],
    ['a number for a user', '{"provider":"google","app":"a","user":1}', 'user: got 1, want text'],
    ['what nobody knows', '{"provider":"google","app":"a","user":"u","algorithm":"none"}',
      '"algorithm" is not known; want provider, app, user, claims, expiresIn'],
    ['claims as a list', '{"provider":"google","app":"a","user":"u","claims":[]}', 'claims: want an object'],
    ['half a second', '{"provider":"google","app":"a","user":"u","expiresIn":0.5}', 'expiresIn: want a whole number of seconds'],
    ['an issuer on http', '{"provider":"http://a.example.com","app":"a","user":"u"}',
      'provider must be amazon, facebook, google, cognito or an issuer URL (https, no port, no query), got "http://a.example.com"'],
    ['claims of an access token', '{"provider":"amazon","app":"a","user":"u","claims":{"a":1}}', 'access tokens of www.amazon.com carry no claims, got some to set'],
  ])('minting with %s is told what is wanted', async (_, body, message) => {
    const answer = await mint(['x-local-secret', cloud.secret], body);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { code: 'BadRequest', message }]);
  });

  test('minting for a time', async () => {
    const { token } = JSON.parse((await mint(['x-local-secret', cloud.secret], '{"provider":"google","app":"a","user":"u","expiresIn":60}')).body);
    const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    expect(exp - iat).toBe(60);
  });

  test('a claim called __proto__ is a claim', async () => {
    const body = '{"provider":"google","app":"a","user":"u","claims":{"__proto__":{"admin":true}}}';
    const { token } = JSON.parse((await mint(['x-local-secret', cloud.secret], body)).body);
    expect(Buffer.from(token.split('.')[1], 'base64url').toString()).toContain('"__proto__":{"admin":true}');
  });

  test('public keys need no secret, and are no reason to make any', async () => {
    const { token } = await cloud.signIn({ provider: 'https://a.example.com/path', app: 'a', user: 'u' });
    const discovery = await send(cloud.endpoint, { method: 'GET', path: '/_local/issuers/a.example.com/path/.well-known/openid-configuration' });
    const { issuer, jwks_uri: jwksUri } = JSON.parse(discovery.body);
    expect([issuer, jwksUri]).toEqual(['https://a.example.com/path', `${cloud.endpoint}/_local/issuers/a.example.com/path/jwks`]);
    const { keys } = JSON.parse((await send(cloud.endpoint, { method: 'GET', path: new URL(jwksUri).pathname })).body);
    expect(keys.map((key: any) => key.kid)).toContain(JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString()).kid);
    expect(JSON.stringify(keys)).not.toContain('"d":');
    expect((await send(cloud.endpoint, { method: 'GET', path: '/_local/issuers/nobody.example.com/jwks' })).body).toBe('{"keys":[]}');
    expect((await send(cloud.endpoint, { method: 'GET', path: '/_local/issuers/a.example.com/other' })).status).toBe(404);
  });
});

describe('CORS', () => {
  const preflight = (path: string, headers: string) => send(cloud.endpoint, {
    method: 'OPTIONS',
    path,
    headers: ['origin', 'https://game.example.com', 'access-control-request-method', 'POST', 'access-control-request-headers', headers],
  });

  test.each([
    ['STS', 'amz-sdk-invocation-id,amz-sdk-request,content-type'],
    ['DynamoDB', 'authorization,content-type,x-amz-date,x-amz-security-token,x-amz-target'],
  ])('pages may call %s', async (_, headers) => {
    const answer = await preflight('/', headers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*', 'access-control-allow-methods': expect.stringContaining('POST'), 'access-control-allow-headers': headers,
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('and read the answers', async () => {
    const sts = await send(cloud.endpoint, { ...form(ASSUME), headers: ['origin', 'https://game.example.com'] });
    const table = await send(cloud.endpoint, { headers: ['origin', 'https://game.example.com', 'x-amz-target', 'DynamoDB_20120810.GetItem'], body: '{}' });
    for (const { headers } of [sts, table]) {
      expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': expect.stringContaining('x-amzn-RequestId') });
    }
  });

  test('of DynamoDB only where they are pages: nobody else is told anything about them', async () => {
    const { headers } = await send(cloud.endpoint, { headers: ['x-amz-target', 'DynamoDB_20120810.GetItem'], body: '{}' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each(['/_local/token', '/_local/decisions', '/_local/issuers/login.example.com/jwks', '/_local/'])('but not %s', async (path) => {
    const answers = [await preflight(path, 'x-local-secret'), await send(cloud.endpoint, { method: 'GET', path, headers: ['origin', 'https://evil.example.com'] })];
    for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answers[0].status).toBe(403);
  });
});
