import { createHash, type KeyObject } from 'node:crypto';

/** A public key of a JWKS (RFC 7517). */
export interface PublicJwk {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

/** Its id is its thumbprint (RFC 7638): the same key has the same id wherever it is asked for. */
export function publicJwk(key: KeyObject): PublicJwk {
  const { kty, n, e } = key.export({ format: 'jwk' }) as { kty: string; n: string; e: string };
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { kty, n, e, kid, alg: 'RS256', use: 'sig' };
}
