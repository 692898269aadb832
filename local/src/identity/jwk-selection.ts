import { X509Certificate } from 'node:crypto';
import type { Jwk } from './key-source';
import { invalidToken, NO_KEY, NOT_VALIDATED } from './token-error';

interface KeyShape {
  readonly kty: 'RSA' | 'EC';
  readonly crv?: string;
}

/** SDK documentation of AssumeRoleWithWebIdentity: "RS256, RS384, RS512, ES256, ES384, ES512", nothing else. */
const KEY_SHAPES: ReadonlyMap<unknown, KeyShape> = new Map<unknown, KeyShape>([
  ['RS256', { kty: 'RSA' }],
  ['RS384', { kty: 'RSA' }],
  ['RS512', { kty: 'RSA' }],
  ['ES256', { kty: 'EC', crv: 'P-256' }],
  ['ES384', { kty: 'EC', crv: 'P-384' }],
  ['ES512', { kty: 'EC', crv: 'P-521' }],
]);

/** IAM User Guide, "Create an OIDC identity provider": 100 RSA and 100 EC keys; more spoil their type (observed 2026-09). */
const MAX_KEYS_PER_TYPE = 100;

export function isSupportedAlgorithm(alg: unknown): alg is string {
  return KEY_SHAPES.has(alg);
}

/**
 * The one key of the JWKS that may have signed the token. The rules were observed on real STS
 * (2026-09): keys need a `kid`, a later duplicate wins, `use: enc` and any `key_ops` disqualify (the latter as if the signature were wrong),
 * `x5c` must agree, the key's own `alg` says nothing. Only the JWKS counts: `jwk`, `jku` and `x5u`
 * headers come from whoever wrote the token.
 */
export function selectKey(keys: readonly Jwk[], alg: string, kid: unknown): Jwk {
  const shape = KEY_SHAPES.get(alg)!;
  if (keys.filter(({ kty }) => kty === shape.kty).length > MAX_KEYS_PER_TYPE) {
    throw invalidToken(NO_KEY, `the issuer publishes more than ${MAX_KEYS_PER_TYPE} ${shape.kty} keys`);
  }
  const byKid = new Map(keys.filter((key) => typeof key.kid === 'string' && key.kid !== '').map((key) => [key.kid, key]));
  const key = kid === undefined ? onlyUsableKey([...byKid.values()]) : byKid.get(kid as string);
  if (key?.key_ops !== undefined) throw invalidToken(NOT_VALIDATED, 'the issuer\'s key for the token\'s kid has key_ops');
  if (key === undefined || !isUsable(key) || key.kty !== shape.kty || key.crv !== shape.crv) {
    throw invalidToken(NO_KEY, `the issuer publishes no usable ${alg} key for the token's kid`);
  }
  return key;
}

function onlyUsableKey(keys: readonly Jwk[]): Jwk | undefined {
  const usable = keys.filter(isUsable);
  return usable.length === 1 ? usable[0] : undefined;
}

function isUsable(key: Jwk): boolean {
  const forSignatures = (key.use === undefined || key.use === 'sig') && key.key_ops === undefined;
  const complete = key.kty === 'RSA' ? isText(key.n) && isText(key.e) : key.kty === 'EC' && isText(key.x) && isText(key.y);
  return forSignatures && complete && (key.x5c === undefined || agreesWithCertificate(key));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function agreesWithCertificate(key: Jwk): boolean {
  try {
    const certified = new X509Certificate(Buffer.from(key.x5c![0], 'base64')).publicKey.export({ format: 'jwk' });
    return key.kty === 'RSA' ? certified.n === key.n && certified.e === key.e : certified.x === key.x && certified.y === key.y;
  } catch {
    return false;
  }
}
