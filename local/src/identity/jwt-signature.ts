import { compactVerify, importJWK, type CryptoKey } from 'jose';
import { isSupportedAlgorithm, selectKey } from './jwk-selection';
import type { Jwt } from './jwt';
import type { Jwk, KeySource } from './key-source';
import { invalidToken, NOT_VALIDATED } from './token-error';

/** Importing a key costs about as much as using it. Keyed by the JWK object: gone when its source drops the key. */
const imported = new WeakMap<Jwk, Map<string, Promise<CryptoKey>>>();

/** Proves that the issuer signed the token, with one of its published keys and an algorithm that STS takes. */
export async function verifyJwtSignature(token: string, { header }: Jwt, issuer: string, keySource: KeySource): Promise<void> {
  const alg = header.get('alg');
  if (!isSupportedAlgorithm(alg)) throw invalidToken(NOT_VALIDATED, 'the token is not signed with RS256/384/512 or ES256/384/512');
  const key = selectKey(await keySource.keys(issuer), alg, header.get('kid'));
  try {
    await compactVerify(token, await importKey(key, alg), { algorithms: [alg] });
  } catch {
    throw invalidToken(NOT_VALIDATED, 'the token\'s signature does not fit the issuer\'s key');
  }
}

function importKey(key: Jwk, alg: string): Promise<CryptoKey> {
  let byAlgorithm = imported.get(key);
  if (byAlgorithm === undefined) imported.set(key, byAlgorithm = new Map());
  let result = byAlgorithm.get(alg);
  if (result === undefined) byAlgorithm.set(alg, result = importPublicKey(key, alg));
  return result;
}

/** Only the public members: the JWK's own `alg`, `ext` and the like must not steer the import. */
function importPublicKey({ kty, n, e, crv, x, y }: Jwk, alg: string): Promise<CryptoKey> {
  const members = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y };
  return importJWK(members as Jwk, alg) as Promise<CryptoKey>;
}
