import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { isSupportedAlgorithm, selectKey } from './jwk-selection';
import type { Jwt } from './jwt';
import type { Jwk, KeySource } from './key-source';
import { invalidToken, NOT_VALIDATED } from './token-error';

/** RFC 7518, 3.3: "A key of size 2048 bits or larger MUST be used". */
const MIN_RSA_BITS = 2048;

/** r and s side by side (RFC 7518, 3.4), where OpenSSL has DER. */
const DSA_ENCODING = 'ieee-p1363';

/** Importing a key costs about as much as using it. Keyed by the JWK object: gone when its source drops the key. */
const imported = new WeakMap<Jwk, KeyObject>();

/** Proves that the issuer signed the token, with one of its published keys and an algorithm that STS takes. */
export async function verifyJwtSignature(token: string, { header }: Jwt, issuer: string, keySource: KeySource): Promise<void> {
  const alg = header.get('alg');
  if (!isSupportedAlgorithm(alg)) throw invalidToken(NOT_VALIDATED, 'the token is not signed with RS256/384/512 or ES256/384/512');
  const kid = header.get('kid');
  const key = selectKey(await keySource.keys(issuer, kid), alg, kid);
  if (!isSignedWith(key, alg, token)) throw invalidToken(NOT_VALIDATED, 'the token\'s signature does not fit the issuer\'s key');
}

/**
 * On this thread: Web Crypto, which JWT libraries use, verifies on another one, and going there
 * and back takes longer than the verification (measured: half of `AssumeRoleWithWebIdentity`).
 * The key's type and curve fit the algorithm: `selectKey` saw to that.
 */
function isSignedWith(jwk: Jwk, alg: string, token: string): boolean {
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  try {
    const key = importKey(jwk);
    if (alg.startsWith('RS') && key.asymmetricKeyDetails!.modulusLength! < MIN_RSA_BITS) return false;
    return verify(digestOf(alg), Buffer.from(token.slice(0, end)), { key, dsaEncoding: DSA_ENCODING }, signature);
  } catch {
    return false;
  }
}

/** A JWT in its compact form (RFC 7515, 3.1). */
export function signJwt(header: { readonly alg: string; readonly kid: string; readonly typ: string }, claims: object, key: KeyObject): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${sign(digestOf(header.alg), Buffer.from(input), { key, dsaEncoding: DSA_ENCODING }).toString('base64url')}`;
}

function digestOf(alg: string): string {
  return `sha${alg.slice(2)}`;
}

/** Only the public members: the JWK's own `alg`, `ext` and the like must not steer the import. */
function importKey(jwk: Jwk): KeyObject {
  let key = imported.get(jwk);
  if (key === undefined) {
    const { kty, n, e, crv, x, y } = jwk;
    imported.set(jwk, key = createPublicKey({ key: kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }, format: 'jwk' }));
  }
  return key;
}
