import { createLocalJWKSet, jwtVerify } from 'jose';
import { fakeAws, SECRET, type Call } from './fake-aws';
import type { handler as Handler } from '../../../integ/issuer/handler';

const DOMAIN = 'abc.lambda-url.eu-west-1.on.aws';
let calls: Call[];
let handler: typeof Handler;

beforeEach(async () => {
  Object.assign(process.env, {
    KEY_ID: 'key-1', SECRET_ARN: 'arn:secret', AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x',
  });
  calls = fakeAws();
  jest.resetModules();
  ({ handler } = await import('../../../integ/issuer/handler'));
});
afterEach(() => jest.restoreAllMocks());

const event = (method: string, rawPath: string, options: object = {}) =>
  ({ rawPath, headers: {}, isBase64Encoded: false, requestContext: { domainName: DOMAIN, http: { method } }, ...options });

test('a token that KMS signed holds under the keys of the endpoint, and costs one call more', async () => {
  const asked = event('POST', '/game/token', { headers: { authorization: `Bearer ${SECRET}` }, body: Buffer.from('{"sub":"alice"}').toString('base64'), isBase64Encoded: true });
  const { token } = JSON.parse((await handler(asked)).body);
  const keys = JSON.parse((await handler(event('GET', '/game/jwks'))).body);
  await expect(jwtVerify(token, createLocalJWKSet(keys))).resolves.toMatchObject({ payload: { sub: 'alice', iss: `https://${DOMAIN}/game` } });
  await handler(asked);
  expect(calls.map(({ headers, input }) => [headers['x-amz-target'], input.KeyId ?? input.SecretId])).toEqual([
    ['secretsmanager.GetSecretValue', 'arn:secret'], ['TrentService.GetPublicKey', 'key-1'], ['TrentService.Sign', 'key-1'], ['TrentService.Sign', 'key-1'],
  ]);
});

test('its calls are signed for their service and Region', async () => {
  await handler(event('GET', '/game/jwks'));
  expect(calls[0].url).toBe('https://kms.eu-west-1.amazonaws.com/');
  expect(calls[0].headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/kms\/aws4_request, SignedHeaders=content-type;host;x-amz-/);
});

test('fails: another secret has nothing signed', async () => {
  await expect(handler(event('POST', '/game/token', { headers: { authorization: 'Bearer other' }, body: '{}' }))).resolves.toMatchObject({ statusCode: 401 });
  expect(calls.map(({ headers }) => headers['x-amz-target'])).toEqual(['secretsmanager.GetSecretValue']);
});
