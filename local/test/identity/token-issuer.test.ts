import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { discoveryDocument, OpaqueTokens, TokenIssuer, verifyWebIdentityToken, type MintOptions, type OidcProvider } from '../../src/identity';

// RSA pairs and a thousand EC pairs take their time on a busy machine.
jest.setTimeout(60_000);

const NOW = 1_790_000_000;

function localIdentity(capacity?: number) {
  let now = NOW * 1000;
  const clock = () => now;
  const opaqueTokens = new OpaqueTokens(capacity);
  const issuer = new TokenIssuer(opaqueTokens, clock);
  const oidcProviders: OidcProvider[] = [
    { arn: 'arn:aws:iam::111122223333:oidc-provider/login.example.com', url: 'https://login.example.com', clientIds: ['app'] },
  ];
  const verification = { oidcProviders, keySource: issuer, opaqueTokens, clock };
  const verify = (token: string, providerId?: string) => verifyWebIdentityToken(token, providerId, verification);
  const roundTrip = async (options: MintOptions) => {
    const { token, providerId } = await issuer.mint(options);
    return verify(token, providerId);
  };
  return { issuer, verify, roundTrip, wait: (seconds: number) => { now += seconds * 1000; } };
}

describe('mints tokens that verify', () => {
  test.each([
    ['google', 'accounts.google.com', { 'accounts.google.com:aud': 'app', 'accounts.google.com:sub': '42' }],
    ['https://accounts.google.com', 'accounts.google.com', { 'accounts.google.com:aud': 'app', 'accounts.google.com:sub': '42' }],
    ['https://login.example.com', 'arn:aws:iam::111122223333:oidc-provider/login.example.com', { 'login.example.com:aud': 'app', 'login.example.com:sub': '42' }],
    ['cognito', 'cognito-identity.amazonaws.com', {
      'cognito-identity.amazonaws.com:aud': 'app', 'cognito-identity.amazonaws.com:sub': '42', 'cognito-identity.amazonaws.com:amr': ['authenticated'],
    }],
    ['amazon', 'www.amazon.com', { 'www.amazon.com:app_id': 'app', 'www.amazon.com:user_id': '42', 'www.amazon.com:sub': '42' }],
    ['facebook', 'graph.facebook.com', { 'graph.facebook.com:app_id': 'app', 'graph.facebook.com:id': '42' }],
  ])('%s', async (provider, federated, session) => {
    const identity = await localIdentity().roundTrip({ provider, app: 'app', user: '42' });
    expect(identity).toMatchObject({ federated, subject: '42', audience: 'app', transitiveTagKeys: [], sessionTags: new Map() });
    expect(identity.sessionContext).toEqual(new Map<string, unknown>(Object.entries(session)));
    for (const [key, value] of identity.sessionContext) expect(identity.context.get(key)).toEqual(value);
    expect(identity.context.get('aws:federatedprovider')).toBe(federated);
  });

  test('with claims that replace the usual ones', async () => {
    const { token } = await localIdentity().issuer.mint({
      provider: 'google', app: 'ours', user: '42', claims: { azp: 'ours', aud: 'theirs', nbf: NOW - 5, amr: ['x'], sub: undefined },
    });
    expect(decodeJwt(token)).toEqual({ iss: 'https://accounts.google.com', aud: 'theirs', azp: 'ours', iat: NOW, exp: NOW + 3600, nbf: NOW - 5, amr: ['x'] });
  });

  test('signed with ES256 and the issuer’s published key; RS256 on request', async () => {
    const { issuer } = localIdentity();
    expect(await issuer.keys('https://a.example')).toEqual([]);
    const es = (await issuer.mint({ provider: 'https://a.example', app: 'app', user: '42' })).token;
    expect((await issuer.keys('https://a.example')).map(({ kty }) => kty)).toEqual(['EC']);
    const rs = (await issuer.mint({ provider: 'https://a.example', app: 'app', user: '42', algorithm: 'RS256' })).token;
    const keys = await issuer.keys('https://a.example');
    expect(keys.map(({ kty, alg, use, d }) => [kty, alg, use, d])).toEqual([['EC', 'ES256', 'sig', undefined], ['RSA', 'RS256', 'sig', undefined]]);
    for (const [index, token] of [es, rs].entries()) {
      expect(decodeProtectedHeader(token)).toEqual({ alg: keys[index].alg, kid: keys[index].kid, typ: 'JWT' });
      await expect(compactVerify(token, await importJWK(keys[index] as JWK))).resolves.toBeDefined();
    }
    expect(await issuer.keys('https://b.example')).toEqual([]);
  });

  test('an RSA token verifies too', async () => {
    await expect(localIdentity().roundTrip({ provider: 'google', app: 'app', user: '42', algorithm: 'RS256' })).resolves.toMatchObject({ subject: '42' });
  });

  test('keys of one issuer sign nothing for another', async () => {
    const { issuer, verify } = localIdentity();
    await issuer.mint({ provider: 'google', app: 'app', user: '42' });
    const { token } = await issuer.mint({ provider: 'https://evil.example', app: 'app', user: '42', claims: { iss: 'https://accounts.google.com' } });
    await expect(verify(token)).rejects.toMatchObject({ code: 'InvalidIdentityToken', message: expect.stringContaining("Couldn't retrieve verification key") });
  });
});

describe('access tokens', () => {
  const amazon = { provider: 'amazon', app: 'app', user: '42' };
  const facebook = { provider: 'facebook', app: 'app', user: '42' };

  test('look like the provider’s, and no two are the same', async () => {
    const { issuer } = localIdentity();
    const [one, two, other] = [await issuer.mint(amazon), await issuer.mint(amazon), await issuer.mint(facebook)];
    expect(one).toEqual({ token: expect.stringMatching(/^Atza\|[\w-]{128}$/), providerId: 'www.amazon.com' });
    expect(other).toEqual({ token: expect.stringMatching(/^EAA[\w-]{128}$/), providerId: 'graph.facebook.com' });
    expect(one.token).not.toBe(two.token);
  });

  test('are refused with another provider’s ProviderId, with none, or changed', async () => {
    const { issuer, verify } = localIdentity();
    const lwa = (await issuer.mint(amazon)).token;
    const fb = (await issuer.mint(facebook)).token;
    await expect(verify(lwa, 'graph.facebook.com')).rejects.toMatchObject({ code: 'IDPRejectedClaim', status: 403 });
    await expect(verify(fb, 'www.amazon.com')).rejects.toMatchObject({ code: 'InvalidIdentityToken', message: 'Provided Token is not a Login With Amazon token' });
    await expect(verify(`${lwa}\n`, 'www.amazon.com')).rejects.toMatchObject({ message: 'Provided Token is not a Login With Amazon token' });
    await expect(verify(lwa)).rejects.toMatchObject({ message: expect.stringContaining('is not a valid JWT') });
    await expect(verify(fb)).rejects.toMatchObject({ message: expect.stringContaining('is not a valid JWT') });
    await expect(verify(lwa, 'accounts.google.com')).rejects.toMatchObject({ code: 'AccessDenied', status: 403 });
  });

  test.each([amazon, facebook])('of $provider end to the second', async (options) => {
    const { issuer, verify, wait } = localIdentity();
    const { token, providerId } = await issuer.mint({ ...options, expiresIn: 60 });
    wait(59);
    await expect(verify(token, providerId)).resolves.toBeDefined();
    wait(1);
    await expect(verify(token, providerId)).rejects.toMatchObject({
      code: 'ExpiredTokenException', status: 400, message: `Token expired: current date/time ${NOW + 60} must be before the expiration date/time ${NOW + 60}`,
    });
  });

  test('make room for newer ones', async () => {
    const { issuer, verify } = localIdentity(2);
    const tokens = [await issuer.mint(amazon), await issuer.mint(amazon), await issuer.mint(amazon)];
    await expect(verify(tokens[0].token, 'www.amazon.com')).rejects.toThrow('Provided Token is not a Login With Amazon token');
    await expect(verify(tokens[2].token, 'www.amazon.com')).resolves.toBeDefined();
  });
});

test.each(['google', 'amazon', 'facebook', 'https://login.example.com'])('%s mints a token that has ended', async (provider) => {
  await expect(localIdentity().roundTrip({ provider, app: 'app', user: '42', expiresIn: -301 })).rejects.toMatchObject({ code: 'ExpiredTokenException' });
});

describe('fails', () => {
  test.each(['', 'twitter', 'http://login.example.com', 'https://', 'https://login.example.com:8443', 'https://login.example.com?x', 'https://login.example.com#x',
    'https://user@login.example.com', 'https://login example.com', 'login.example.com', `https://${'a'.repeat(300)}`, '__proto__', 'constructor'])('provider %j', async (provider) => {
    await expect(localIdentity().issuer.mint({ provider, app: 'app', user: '42' })).rejects.toThrow(/^provider must be amazon, facebook/);
  });

  test('claims for an access token', async () => {
    await expect(localIdentity().issuer.mint({ provider: 'amazon', app: 'app', user: '42', claims: {} })).rejects.toThrow('carry no claims');
  });

  test.each([NaN, Infinity, 1.5])('expiresIn %d', async (expiresIn) => {
    await expect(localIdentity().issuer.mint({ provider: 'google', app: 'app', user: '42', expiresIn })).rejects.toThrow('whole number of seconds');
  });

  test('more than 1,000 issuers', async () => {
    const { issuer } = localIdentity();
    for (let index = 0; index < 1000; index++) await issuer.mint({ provider: `https://i${index}.example`, app: 'app', user: '42' });
    await expect(issuer.mint({ provider: 'https://one-more.example', app: 'app', user: '42' })).rejects.toThrow('at most 1000 issuers');
  });
});

test('the discovery document has what IAM asks for', () => {
  expect(Object.keys(discoveryDocument('https://a.example', 'http://127.0.0.1/jwks'))).toEqual([
    'issuer', 'jwks_uri', 'claims_supported', 'response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported',
  ]);
});
