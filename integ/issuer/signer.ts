import type { KeyObject } from 'node:crypto';

/** Keeps a private RSA key to itself, and signs with it. */
export interface Signer {
  publicKey(): Promise<KeyObject>;
  /** RSASSA-PKCS1-v1_5 with SHA-256: RS256. */
  sign(data: Buffer): Promise<Buffer>;
}
