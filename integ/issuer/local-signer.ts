import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Signer } from './signer';

/** A key of this process, made at its start. */
export class LocalSigner implements Signer {
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  async publicKey(): Promise<KeyObject> {
    return this.keys.publicKey;
  }

  async sign(data: Buffer): Promise<Buffer> {
    return sign('RSA-SHA256', data, this.keys.privateKey);
  }
}
