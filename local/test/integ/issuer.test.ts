import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { Issuer, type IssuerRequest } from '../../../integ/issuer/issuer';
import { LocalSigner } from '../../../integ/issuer/local-signer';

const ORIGIN = 'https://abc.lambda-url.us-east-1.on.aws';
const signer = new LocalSigner();
const issuer = new Issuer({ signer, secret: async () => 'secret', origin: ORIGIN });
const get = (path: string) => issuer.respond({ method: 'GET', path, body: '' });
const ask = (claims: unknown, request: Partial<IssuerRequest> = {}) =>
  issuer.respond({ method: 'POST', path: '/game/token', authorization: 'Bearer secret', body: JSON.stringify(claims), ...request });

async function verified(token: string) {
  const keys: JSONWebKeySet = JSON.parse((await get('/game/jwks')).body);
  return jwtVerify(token, createLocalJWKSet(keys), { issuer: `${ORIGIN}/game` });
}

test('its discovery document names itself and its keys', async () => {
  const answer = await get('/game/.well-known/openid-configuration');
  expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  expect(JSON.parse(answer.body)).toMatchObject({
    issuer: `${ORIGIN}/game`, jwks_uri: `${ORIGIN}/game/jwks`, id_token_signing_alg_values_supported: ['RS256'],
  });
});

test('where it is reached under another address, its keys are, too', async () => {
  const local = new Issuer({ signer, secret: async () => 'secret', origin: ORIGIN, reachedAt: 'http://127.0.0.1:8080' });
  const { body } = await local.respond({ method: 'GET', path: '/game/.well-known/openid-configuration', body: '' });
  expect(JSON.parse(body)).toMatchObject({ issuer: `${ORIGIN}/game`, jwks_uri: 'http://127.0.0.1:8080/game/jwks' });
});

test('its keys are public halves only', async () => {
  const { keys } = JSON.parse((await get('/game/jwks')).body);
  expect(keys).toEqual([{ kty: 'RSA', n: expect.any(String), e: 'AQAB', kid: expect.stringMatching(/^[\w-]{43}$/), alg: 'RS256', use: 'sig' }]);
});

test('signs the claims that are asked for, for a quarter of an hour', async () => {
  const { statusCode, body } = await ask({ sub: 'alice', aud: 'game', azp: 'app' });
  const { payload, protectedHeader } = await verified(JSON.parse(body).token);
  expect([statusCode, protectedHeader.alg]).toEqual([200, 'RS256']);
  expect(payload).toMatchObject({ sub: 'alice', aud: 'game', azp: 'app', iss: `${ORIGIN}/game`, exp: payload.iat! + 900 });
});

test('also of an expired token, but never in another issuer\'s name', async () => {
  const { token } = JSON.parse((await ask({ sub: 'alice', aud: 'game', exp: 1, iss: 'https://evil.example.com' })).body);
  await expect(verified(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED', payload: { iss: `${ORIGIN}/game`, exp: 1 } });
});

test.each([undefined, '', 'Bearer ', 'Bearer other', 'secret', 'bearer secret', 'Bearer secret2'])('fails: a token with the authorization %j', async (authorization) => {
  const { statusCode, body } = await ask({ sub: 'alice' }, { authorization });
  expect([statusCode, body]).toEqual([401, '{"error":"invalid_token"}']);
});

test.each(['', 'null', '[]', '"alice"', '{'])('fails: a token of the claims %s', async (body) => {
  expect(await ask({}, { body })).toMatchObject({ statusCode: 400 });
});

test.each([
  ['GET', '/'], ['GET', '/jwks'], ['GET', '/game'], ['GET', '/game/token'], ['POST', '/game/jwks'], ['GET', '/game/other/jwks'], ['GET', '/Game/jwks'],
  ['GET', '//jwks'], ['GET', '/game/jwks/'], ['GET', '/../jwks'],
])('there is no %s %s', async (method, path) => {
  expect(await issuer.respond({ method, path, authorization: 'Bearer secret', body: '{}' })).toMatchObject({ statusCode: 404 });
});
