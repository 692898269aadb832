import { FAIL_CLOSED, IAM_OIDC, NO_KEY, REAL_STS, RFC, SDK_DOC, certificateOf, publicJwk, refused, type KeyName, type TokenCase } from '../token-case';

const NO = refused(NO_KEY);
const many = (name: KeyName, count: number) => Array.from({ length: count }, (_, index) => publicJwk(name, { kid: `${name}-${index}` }));
const rs256 = (kid: string | undefined = 'rsa') => ({ header: { alg: 'RS256', kid }, signWith: 'rsa' as const });
const es256WithoutKid = { header: { kid: undefined } };

const ALGORITHMS: readonly [string, KeyName][] = [
  ['RS256', 'rsa'], ['RS384', 'rsa'], ['RS512', 'rsa'], ['ES256', 'p256'], ['ES384', 'p384'], ['ES512', 'p521'],
];

/** Which algorithm, and which key of the issuer's JWKS. */
export const KEY_CASES: readonly TokenCase[] = [
  ...ALGORITHMS.map(([alg, signWith]) => ({ name: alg, source: SDK_DOC, header: { alg }, signWith, identity: { subject: 'user-1' } })),
  ...['none', 'None', 'HS256', 'HS384', 'HS512', 'PS256', 'PS384', 'PS512', 'ES256K', 'EdDSA', 'es256', '', null, 256, ['ES256'], undefined].map((alg) => (
    { name: `alg ${JSON.stringify(alg)}`, source: SDK_DOC, header: { alg }, error: refused() }
  )),
  { name: 'alg none with an empty signature', source: SDK_DOC, header: { alg: 'none' }, tamper: (token) => token.replace(/[^.]*$/, ''), error: refused() },
  { name: 'EdDSA, properly signed', source: SDK_DOC, header: { alg: 'EdDSA' }, signWith: 'ed25519', error: refused() },
  { name: 'RS256 with an EC key', source: RFC, header: { alg: 'RS256' }, error: NO },
  { name: 'ES256 with an RSA key', source: RFC, header: { alg: 'ES256' }, signWith: 'rsa', error: NO },
  { name: 'ES256 with a P-384 key', source: RFC, header: { alg: 'ES256' }, signWith: 'p384', error: NO },
  { name: 'ES384 with a P-256 key', source: RFC, header: { alg: 'ES384' }, error: NO },
  { name: 'RSA key of 1,024 bits', source: 'RFC 7518, 3.3', header: { alg: 'RS256' }, signWith: 'rsaSmall', error: refused() },
  { name: "another key under the token's kid", source: RFC, jwks: [publicJwk('p256b', { kid: 'p256' })], error: refused() },
  { name: 'kid unknown', source: REAL_STS, header: { kid: 'other' }, error: NO },
  { name: 'kid empty', source: REAL_STS, header: { kid: '' }, error: NO },
  { name: 'kid empty, and a key with an empty kid', source: REAL_STS, header: { kid: '' }, jwks: [publicJwk('p256', { kid: '' })], error: NO },
  { name: 'kid null', source: FAIL_CLOSED, header: { kid: null }, error: NO },
  { name: 'kid a number', source: FAIL_CLOSED, header: { kid: 1 }, jwks: [publicJwk('p256', { kid: 1 })], error: NO },
  { name: 'kid in another case', source: RFC, header: { kid: 'P256' }, error: NO },
  { name: 'kid __proto__', source: FAIL_CLOSED, header: { kid: '__proto__' }, error: NO },
  { name: 'kid missing, several keys', source: REAL_STS, ...es256WithoutKid, error: NO },
  { name: 'kid missing, two keys of one type', source: REAL_STS, ...es256WithoutKid, jwks: [publicJwk('p256'), publicJwk('p256b')], error: NO },
  { name: 'kid missing, one key', source: REAL_STS, ...es256WithoutKid, jwks: [publicJwk('p256')], identity: {} },
  { name: 'kid missing, one usable key', source: REAL_STS, ...es256WithoutKid, jwks: [publicJwk('p256'), publicJwk('rsa', { use: 'enc' })], identity: {} },
  { name: 'kid missing, one key of another issuer’s making', source: REAL_STS, ...es256WithoutKid, jwks: [publicJwk('p256b')], error: refused() },
  { name: 'kid missing, the one key has none either', source: REAL_STS, ...es256WithoutKid, jwks: [publicJwk('p256', { kid: undefined })], error: NO },
  { name: 'no keys', source: REAL_STS, jwks: [], error: NO },
  { name: 'a key without kid next to the right one', source: REAL_STS, jwks: [publicJwk('rsa', { kid: undefined }), publicJwk('p256')], identity: {} },
  { name: 'kid twice: the later key signed', source: REAL_STS, jwks: [publicJwk('p256b', { kid: 'p256' }), publicJwk('p256')], identity: {} },
  { name: 'kid twice: the earlier key signed', source: REAL_STS, jwks: [publicJwk('p256'), publicJwk('p256b', { kid: 'p256' })], error: refused() },
  { name: 'use sig', source: REAL_STS, jwks: [publicJwk('p256', { use: 'sig' })], identity: {} },
  { name: 'use enc', source: REAL_STS, jwks: [publicJwk('p256', { use: 'enc' })], error: NO },
  { name: 'use unknown', source: FAIL_CLOSED, jwks: [publicJwk('p256', { use: 'other' })], error: NO },
  { name: 'key_ops verify', source: REAL_STS, jwks: [publicJwk('p256', { key_ops: ['verify'] })], error: refused() },
  { name: 'key_ops empty', source: REAL_STS, jwks: [publicJwk('p256', { key_ops: [] })], error: refused() },
  { name: "the key's own alg is ignored", source: REAL_STS, ...rs256(), jwks: [publicJwk('rsa', { alg: 'RS512' })], identity: {} },
  { name: "the key's own alg, unknown, is ignored", source: REAL_STS, jwks: [publicJwk('p256', { alg: 'HS256' })], identity: {} },
  { name: 'x5c agrees', source: REAL_STS, ...rs256(), jwks: [publicJwk('rsa', { x5c: [certificateOf('rsa')] })], identity: {} },
  { name: 'x5c agrees, EC', source: REAL_STS, jwks: [publicJwk('p256', { x5c: [certificateOf('p256')] })], identity: {} },
  { name: 'x5c of another key', source: REAL_STS, ...rs256(), jwks: [publicJwk('rsa', { x5c: [certificateOf('rsa2')] })], error: NO },
  { name: 'x5c of another exponent', source: REAL_STS, ...rs256(), jwks: [publicJwk('rsa', { e: 'Aw', x5c: [certificateOf('rsa')] })], error: NO },
  { name: 'x5c of another key, EC', source: REAL_STS, jwks: [publicJwk('p256', { x5c: [certificateOf('p256b')] })], error: NO },
  { name: 'x5c no certificate', source: FAIL_CLOSED, ...rs256(), jwks: [publicJwk('rsa', { x5c: ['AAAA'] })], error: NO },
  { name: 'x5c empty', source: FAIL_CLOSED, ...rs256(), jwks: [publicJwk('rsa', { x5c: [] })], error: NO },
  { name: 'x5c a text', source: FAIL_CLOSED, ...rs256(), jwks: [publicJwk('rsa', { x5c: certificateOf('rsa') })], error: NO },
  { name: 'certificate only', source: REAL_STS, ...rs256(), jwks: [{ kty: 'RSA', kid: 'rsa', x5c: [certificateOf('rsa')] }], error: NO },
  { name: 'RS256 with an EC key that hides its curve', source: FAIL_CLOSED, ...rs256('p256'), jwks: [publicJwk('p256', { crv: undefined })], error: NO },
  ...[['n', undefined], ['e', undefined], ['n', 5], ['e', '']].map(([member, value]): TokenCase => (
    { name: `RSA key whose ${String(member)} is ${JSON.stringify(value)}`, source: RFC, ...rs256(), jwks: [publicJwk('rsa', { [String(member)]: value })], error: NO })),
  { name: 'EC key without x', source: RFC, jwks: [publicJwk('p256', { x: undefined })], error: NO },
  { name: 'a key of another type that has coordinates', source: RFC, jwks: [publicJwk('p256', { kty: 'OKP' })], error: NO },
  { name: 'x5c with the other half of a point', source: FAIL_CLOSED, jwks: [publicJwk('p256', { y: publicJwk('p256b').y, x5c: [certificateOf('p256')] })], error: NO },
  { name: 'kid missing, the other key is of another type', source: FAIL_CLOSED, ...es256WithoutKid, jwks: [publicJwk('p256'), publicJwk('p256b', { kty: 'OKP' })], identity: {} },
  { name: 'kid missing, the other key has key_ops', source: FAIL_CLOSED, ...es256WithoutKid, jwks: [publicJwk('p256'), publicJwk('p256b', { key_ops: ['verify'] })], identity: {} },
  { name: 'incomplete EC key', source: RFC, jwks: [publicJwk('p256', { y: undefined })], error: NO },
  { name: 'EC point not on the curve', source: RFC, jwks: [publicJwk('p256', { y: 'A'.repeat(43) })], error: refused() },
  { name: 'symmetric key', source: SDK_DOC, jwks: [{ kty: 'oct', kid: 'p256', k: 'c2VjcmV0' }], error: NO },
  { name: '100 RSA and 100 EC keys', source: IAM_OIDC, jwks: [...many('rsa2', 100), ...many('p256b', 99), publicJwk('p256')], identity: {} },
  { name: '101 EC keys', source: REAL_STS, jwks: [...many('p256b', 100), publicJwk('p256')], error: NO },
  { name: '101 RSA keys do not matter to EC', source: REAL_STS, jwks: [...many('rsa2', 101), publicJwk('p256')], identity: {} },
  { name: 'jwk header with the signing key', source: FAIL_CLOSED, header: { kid: 'p256', jwk: publicJwk('p256b') }, signWith: 'p256b', error: refused() },
  { name: 'jku header', source: FAIL_CLOSED, header: { kid: 'other', jku: 'https://evil.example/jwks' }, signWith: 'p256b', error: NO },
  { name: 'x5u header', source: FAIL_CLOSED, header: { kid: 'other', x5u: 'https://evil.example/x5u' }, signWith: 'p256b', error: NO },
  { name: 'x5c header', source: FAIL_CLOSED, header: { alg: 'RS256', kid: 'rsa', x5c: [certificateOf('rsa2')] }, signWith: 'rsa2', error: refused() },
  { name: 'jwk, jku and x5u headers of a properly signed token say nothing', source: RFC, header: { jwk: publicJwk('p256b'), jku: 'https://a', x5u: 'https://b' }, identity: {} },
];
