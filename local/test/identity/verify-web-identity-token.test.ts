import { NOW, PROVIDERS, publicJwk, tokenOf, verifyCase, type TokenCase } from './token-case';
import { AUDIENCE_CASES } from './token-cases/audience';
import { AWS_CLAIM_CASES } from './token-cases/aws-claims';
import { CLAIM_CASES } from './token-cases/claims';
import { FORM_CASES } from './token-cases/form';
import { ISSUER_CASES } from './token-cases/issuers';
import { KEY_CASES } from './token-cases/keys';
import { OAUTH_CASES } from './token-cases/oauth';
import { TIME_CASES } from './token-cases/time';
import { AwsError } from '../../src/aws-error';
import { verifyWebIdentityToken, OpaqueTokens } from '../../src/identity';

const GROUPS: Readonly<Record<string, readonly TokenCase[]>> = {
  claims: CLAIM_CASES,
  audience: AUDIENCE_CASES,
  time: TIME_CASES,
  form: FORM_CASES,
  keys: KEY_CASES,
  issuers: ISSUER_CASES,
  awsClaims: AWS_CLAIM_CASES,
  oauth: OAUTH_CASES,
};

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(cases.map((testCase) => [testCase.name, testCase.source, testCase] as const))('%s (%s)', async (_name, source, testCase) => {
    expect(source).not.toBe('');
    expect([testCase.identity, testCase.error].filter((expected) => expected !== undefined)).toHaveLength(1);
    const token = tokenOf(testCase);
    const outcome: unknown = await verifyCase(testCase, token).catch((error: unknown) => error);
    if (testCase.error !== undefined) {
      const [code, message, status = 400] = testCase.error;
      expect(outcome).toBeInstanceOf(AwsError);
      expect(outcome).toMatchObject({ code, message, status });
      expect(token.length < 20 || !message.includes(token)).toBe(true);
    } else {
      expect(outcome).not.toBeInstanceOf(Error);
      const identity = outcome as Readonly<Record<string, unknown>>;
      for (const [member, value] of Object.entries(testCase.identity!)) expect([member, identity[member]]).toEqual([member, value]);
    }
  });
});

test('there are at least 120 cases, no two of one name', () => {
  const names = Object.entries(GROUPS).flatMap(([group, cases]) => cases.map(({ name }) => `${group}: ${name}`));
  expect(names.length).toBeGreaterThanOrEqual(120);
  expect(new Set(names).size).toBe(names.length);
});

test("an account's provider for Google wins over the built-in one, client list and all", async () => {
  const claims = { iss: 'https://accounts.google.com', aud: 'web-client' };
  const provider = { arn: 'arn:aws:iam::111122223333:oidc-provider/accounts.google.com', url: 'https://accounts.google.com', clientIds: ['other'] };
  const verify = async (clientIds: string[]) => {
    const token = tokenOf({ name: '', source: '', claims });

    return verifyWebIdentityToken(token, undefined, {
      oidcProviders: [...PROVIDERS, { ...provider, clientIds }],
      keySource: { keys: async () => [publicJwk('p256')] },
      opaqueTokens: new OpaqueTokens(),
      clock: () => NOW * 1000,
    });
  };
  await expect(verify(['other'])).rejects.toMatchObject({ code: 'InvalidIdentityToken', cause: expect.stringContaining('"web-client" is not in the client list') });
  await expect(verify(['web-client'])).resolves.toMatchObject({ federated: provider.arn, audience: 'web-client' });
});

test.each([
  ['https://login.example.com/', 'https://login.example.com'],
  ['https://LOGIN.example.com', 'https://login.example.com'],
  ['login.example.com', 'https://login.example.com'],
  ['http://login.example.com', 'https://login.example.com'],
  ['https://tenant.example.com', 'https://tenant.example.com/'],
  ['https://login.example.org', undefined],
  ['https://login.example.com.evil.example', undefined],
])('the decision log knows what was meant by %s', async (iss, meant) => {
  const refused = await verifyCase({ name: '', source: '' }, tokenOf({ name: '', source: '', claims: { iss } })).catch((error: AwsError) => error) as AwsError;
  expect(refused).toMatchObject({ code: 'InvalidIdentityToken', message: `No OpenIDConnect provider found in your account for ${iss}` });
  const hint = / did you mean (\S+)\? /.exec(String(refused.cause))?.[1];
  expect(hint).toBe(meant);
});

test('a key source that cannot be reached answers for itself', async () => {
  const down = new AwsError('IDPCommunicationError', 'down', 400);
  await expect(verifyWebIdentityToken(tokenOf({ name: '', source: '' }), undefined, {
    oidcProviders: PROVIDERS,
    keySource: { keys: () => Promise.reject(down) },
    opaqueTokens: new OpaqueTokens(),
    clock: () => NOW * 1000,
  })).rejects.toBe(down);
});

test('a token before its provider is known asks for no keys', async () => {
  const keys = jest.fn();
  const options = { oidcProviders: [], keySource: { keys }, opaqueTokens: new OpaqueTokens(), clock: () => NOW * 1000 };
  await expect(verifyWebIdentityToken(tokenOf({ name: '', source: '' }), undefined, options)).rejects.toThrow(/^No OpenIDConnect provider/);
  expect(keys).not.toHaveBeenCalled();
});

test('10,000 broken tokens (fixed seed) each get an AWS error', async () => {
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 2147483648 * below);
  };
  const valid = tokenOf({ name: '', source: '' });
  const options = { oidcProviders: PROVIDERS, keySource: { keys: async () => [publicJwk('p256')] }, opaqueTokens: new OpaqueTokens(), clock: () => NOW * 1000 };
  const values = ['null', '0', '-1', '1e999', '""', '"x"', '[]', '{}', '[null]', '{"__proto__":1}', 'true', '"\\ud800"', '['.repeat(50) + ']'.repeat(50)];
  const names = ['iss', 'sub', 'aud', 'azp', 'iat', 'exp', 'nbf', 'amr', '__proto__', 'https://aws.amazon.com/tags', 'https://aws.amazon.com/roles'];
  const anyClaims = () => `{"iss":"https://login.example.com",${Array.from({ length: 6 }, () => `"${names[random(names.length)]}":${values[random(values.length)]}`).join()}}`;
  for (let round = 0; round < 10_000; round++) {
    const at = random(valid.length);
    const broken = [
      valid.slice(0, at),
      valid.slice(0, at) + String.fromCharCode(random(0x300)) + valid.slice(at + 1),
      `${valid.split('.')[0]}.${Buffer.from(anyClaims()).toString('base64url')}.AAAA`,
    ][random(3)];
    if (broken === valid) continue;
    const providerId = [undefined, undefined, 'www.amazon.com', 'graph.facebook.com'][random(4)];
    const outcome: unknown = await verifyWebIdentityToken(broken, providerId, options).catch((error: unknown) => error);
    // The last characters of a signature hold bits that mean nothing, so such a change may leave a token whole.
    if (outcome instanceof Error || at < valid.length - 1) expect(outcome).toBeInstanceOf(AwsError);
  }
}, 60_000);
