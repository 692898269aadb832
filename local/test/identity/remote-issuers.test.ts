import type { ServerResponse } from 'node:http';
import { LocalIssuer } from './local-issuer';
import { IssuerKeySource, OpaqueTokens, verifyWebIdentityToken } from '../../src/identity';

const ISSUER = 'https://login.example.com/tenant';
const NOW = 1_790_000_000;
const DISCOVERY = '/tenant/.well-known/openid-configuration';
const KEYS = '/tenant/keys';

let issuer: LocalIssuer;
let now: number;
let verify: (token: string) => ReturnType<typeof verifyWebIdentityToken>;

beforeEach(async () => {
  issuer = await LocalIssuer.start(ISSUER);
  now = NOW * 1000;
  verify = verifierFor(issuer.base);
});
afterEach(() => issuer.stop());

function verifierFor(base: string) {
  const clock = () => now;
  const keySource = new IssuerKeySource({ keys: async () => [] }, { [ISSUER]: base }, { clock, timeoutMs: 400 });
  const oidcProviders = [{ arn: 'arn:aws:iam::111122223333:oidc-provider/login.example.com/tenant', url: ISSUER, clientIds: ['app'] }];
  return (token: string) => verifyWebIdentityToken(token, undefined, { oidcProviders, keySource, opaqueTokens: new OpaqueTokens(), clock });
}

const token = (kid?: string) => issuer.sign({ iat: Math.floor(now / 1000), exp: Math.floor(now / 1000) + 3600 }, kid);

test('its keys are fetched once and kept', async () => {
  await expect(Promise.all([verify(await token()), verify(await token())])).resolves.toMatchObject([{ subject: 'alice' }, { subject: 'alice' }]);
  await verify(await token());
  expect(issuer.asked).toEqual([DISCOVERY, KEYS]);
});

test('a base with a slash at its end is the same', async () => {
  await expect(verifierFor(`${issuer.base}/`)(await token())).resolves.toBeDefined();
});

test('an unknown kid makes it ask anew, at most every ten seconds', async () => {
  await verify(await token());
  issuer.addKey('key-2');
  await expect(verify(await token('key-2'))).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
  now += 10_000;
  await expect(verify(await token('key-2'))).resolves.toBeDefined();
  issuer.addKey('key-3');
  const third = await token('key-3');
  for (let i = 0; i < 20; i += 1) await expect(verify(third)).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
  expect(issuer.asked).toHaveLength(4);
});

test('keys that were withdrawn stop counting after five minutes', async () => {
  const old = await token();
  await verify(old);
  issuer.addKey('key-2');
  issuer.removeKey('key-1');
  now += 299_000;
  await expect(verify(old)).resolves.toBeDefined();
  now += 1000;
  await expect(verify(old)).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
});

test('more than a hundred keys spoil their type', async () => {
  const [key] = issuer.keySet().keys;
  const keys = Array.from({ length: 99 }, (_, i) => ({ ...key, kid: `other-${i}` }));
  issuer.answer(KEYS, { keys: [...keys, key] });
  await expect(verify(await token())).resolves.toBeDefined();
  issuer.answer(KEYS, { keys: [...keys, { ...key, kid: 'one-more' }, key] });
  now += 300_000;
  await expect(verify(await token())).rejects.toMatchObject({ code: 'InvalidIdentityToken', cause: 'the issuer publishes more than 100 EC keys' });
});

describe('fails as IDPCommunicationError, and asks again after a second', () => {
  const big = `{"keys":[],"x":"${'a'.repeat(512 * 1024)}"}`;

  test.each<[string, string, (response: ServerResponse) => unknown, RegExp]>([
    ['no answer', DISCOVERY, () => undefined, /no answer in time/],
    ['an answer that never ends', KEYS, (response) => response.write('{'), /no answer in time/],
    ['a broken connection', DISCOVERY, (response) => response.destroy(), /no keys from/],
    ['500', DISCOVERY, (response) => response.writeHead(500).end('{}'), /answered 500/],
    ['404', KEYS, (response) => response.writeHead(404).end(), /answered 404/],
    ['no JSON', DISCOVERY, (response) => response.end('<html>'), /no JSON object/],
    ['a list', KEYS, (response) => response.end('[]'), /no JSON object/],
    ['no keys', KEYS, (response) => response.end('{}'), /no list of keys/],
    ['keys that are none', KEYS, (response) => response.end('{"keys":[1]}'), /no list of keys/],
    ['too much', KEYS, (response) => response.end(big), /more than 524288 bytes/],
  ])('%s', async (_, path, answer, cause) => {
    issuer.answers.set(path, (_request, response) => void answer(response));
    await expect(verify(await token())).rejects.toMatchObject({ code: 'IDPCommunicationError', status: 400, cause: expect.stringMatching(cause) });
    issuer.answers.clear();
    now += 1000;
    await expect(verify(await token())).resolves.toBeDefined();
  });

  test('nobody listens', async () => {
    const { base } = issuer;
    await issuer.stop();
    await expect(verifierFor(base)(await token())).rejects.toMatchObject({ code: 'IDPCommunicationError', cause: expect.stringMatching(/ECONNREFUSED/) });
  });
});

describe('an issuer that is broken', () => {
  const refusals = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      await expect(verify(await token())).rejects.toMatchObject({ code: 'IDPCommunicationError', cause: expect.stringMatching(/answered 500/) });
    }
  };
  const breakIt = () => issuer.answers.set(DISCOVERY, (_, response) => void response.writeHead(500).end('{}'));

  test('is not asked once per token', async () => {
    breakIt();
    await refusals(20);
    expect(issuer.asked).toEqual([DISCOVERY]);
  });

  test('is asked ever more seldom, but at least every 30 seconds', async () => {
    breakIt();
    const askedAt: number[] = [];
    for (let second = 0; second <= 121; second += 1) {
      const before = issuer.asked.length;
      await refusals(1);
      if (issuer.asked.length > before) askedAt.push(second);
      now += 1000;
    }
    expect(askedAt).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 121]);
  });

  test('is asked at once, as ever, after it worked again', async () => {
    breakIt();
    await refusals(1);
    issuer.answers.clear();
    now += 1000;
    await verify(await token());
    now += 300_000;
    breakIt();
    await refusals(1);
    now += 1000;
    await refusals(1);
    expect(issuer.asked).toEqual([DISCOVERY, DISCOVERY, KEYS, DISCOVERY, DISCOVERY]);
  });

  test('holds up nobody whose key is known', async () => {
    const known = await token();
    await verify(known);
    issuer.addKey('key-2');
    breakIt();
    now += 10_000;
    const other = await token('key-2');
    for (let i = 0; i < 20; i += 1) await expect(verify(other)).rejects.toMatchObject({ code: 'IDPCommunicationError' });
    await expect(verify(known)).resolves.toBeDefined();
    expect(issuer.asked).toHaveLength(3);
  });
});

describe('fails as InvalidIdentityToken', () => {
  const fails = async (cause: RegExp) => {
    // Beyond the pause after the failure before.
    now += 30_000;
    await expect(verify(await token())).rejects.toMatchObject({
      code: 'InvalidIdentityToken', status: 400, message: expect.stringMatching(/^Couldn't retrieve verification key/), cause: expect.stringMatching(cause),
    });
  };

  test('a redirect, which is not followed', async () => {
    for (const path of [KEYS, DISCOVERY]) {
      issuer.answers.set(path, (_, response) => response.writeHead(302, { location: `${issuer.base}/elsewhere` }).end());
      await fails(/redirects/);
    }
    expect(issuer.asked).toEqual([DISCOVERY, KEYS, DISCOVERY]);
  });

  test.each([`${ISSUER}/`, 'https://login.example.com', ISSUER.toUpperCase(), undefined])('a discovery document of the issuer %s', async (other) => {
    issuer.answer(DISCOVERY, { ...issuer.discovery(), issuer: other });
    await fails(/is of the issuer/);
  });

  test('keys on another origin, which is not asked', async () => {
    const other = await LocalIssuer.start(ISSUER);
    for (const uri of [`${other.base}/keys`, issuer.base.replace('127.0.0.1', 'localhost'), issuer.base.replace('//', '//a:b@'), 'file:///etc/passwd', 'keys', 1, undefined]) {
      issuer.answer(DISCOVERY, { ...issuer.discovery(), jwks_uri: uri });
      await fails(/is not on/);
    }
    expect(other.asked).toEqual([]);
    await other.stop();
  });
});

test.each([
  ['http://login.example.com', 'http://127.0.0.1'],
  ['https://login.example.com:8443', 'http://127.0.0.1'],
  ['https://login.example.com?a', 'http://127.0.0.1'],
  ['https://login.example.com', 'http://login.example.com'],
  ['https://login.example.com', 'http://127.0.0.1.example.com'],
  ['https://login.example.com', 'https://a:b@login.example.com'],
  ['https://login.example.com', 'https://login.example.com?a=b'],
  ['https://login.example.com', 'file:///keys'],
  ['https://login.example.com', 'login'],
])('fails: issuer %s at %s', (url, base) => {
  expect(() => new IssuerKeySource({ keys: async () => [] }, { [url]: base }, { clock: Date.now })).toThrow(/^issuer /);
});
