import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { Signer } from './signer';
import { awsJson } from '../aws-call';

/** An asymmetric key of KMS, of which nobody ever sees the private half. */
export class KmsSigner implements Signer {
  private known?: Promise<KeyObject>;

  constructor(private readonly keyId: string) {}

  publicKey(): Promise<KeyObject> {
    return this.known ??= this.fetchPublicKey();
  }

  async sign(data: Buffer): Promise<Buffer> {
    const { Signature } = await awsJson<{ Signature: string }>('kms', 'TrentService.Sign', {
      KeyId: this.keyId,
      // KMS takes messages of at most 4,096 bytes; a digest stands for one of any length.
      Message: createHash('sha256').update(data).digest('base64'),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    });
    return Buffer.from(Signature, 'base64');
  }

  private async fetchPublicKey(): Promise<KeyObject> {
    const { PublicKey } = await awsJson<{ PublicKey: string }>('kms', 'TrentService.GetPublicKey', { KeyId: this.keyId });
    return createPublicKey({ key: Buffer.from(PublicKey, 'base64'), format: 'der', type: 'spki' });
  }
}
