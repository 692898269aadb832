import { publicJwk } from './jwk';
import type { Signer } from './signer';

export type Claims = Readonly<Record<string, unknown>>;

/** Lifetime of a token whose claims name none, in seconds. */
const LIFETIME = 900;

/** A JWT of any claims but `iss`; `now` in seconds since 1970. */
export async function signToken(claims: Claims, issuer: string, signer: Signer, now: number): Promise<string> {
  const { kid, alg } = publicJwk(await signer.publicKey());
  const signed = `${part({ alg, typ: 'JWT', kid })}.${part({ iat: now, exp: now + LIFETIME, ...claims, iss: issuer })}`;
  const signature = await signer.sign(Buffer.from(signed));
  return `${signed}.${signature.toString('base64url')}`;
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
