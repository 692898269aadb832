import { generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Jwk } from './key-source';

const generate = promisify(generateKeyPair);

export type SigningAlgorithm = 'ES256' | 'RS256';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly jwk: Jwk & { readonly kid: string };
}

/** Key pairs of one issuer, each generated when first wanted: an RSA pair costs some hundred milliseconds. */
export class IssuerKeys {
  private readonly pairs = new Map<SigningAlgorithm, Promise<SigningKey>>();

  signingKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
    let pair = this.pairs.get(algorithm);
    if (pair === undefined) this.pairs.set(algorithm, pair = newSigningKey(algorithm));
    return pair;
  }

  async publicKeys(): Promise<readonly Jwk[]> {
    return (await Promise.all(this.pairs.values())).map(({ jwk }) => jwk);
  }
}

async function newSigningKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = algorithm === 'ES256'
    ? await generate('ec', { namedCurve: 'P-256' })
    : await generate('rsa', { modulusLength: 2048 });
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: algorithm } };
}
