import { base64, digestOf } from './checksums';
import type { Checksum } from './stored-object';
import type { ChecksumAlgorithm } from '../../s3/checksum-algorithms';

/**
 * The checksum of an object whose bytes come part by part, chunk by chunk: of all bytes, or of the checksums of the parts.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export class RunningChecksum {
  private readonly whole;
  private part;
  private parts = 0;

  constructor(private readonly algorithm: ChecksumAlgorithm, private readonly type: Checksum['type']) {
    this.whole = digestOf(algorithm);
    this.part = digestOf(algorithm);
  }

  update(chunk: Uint8Array): void {
    (this.type === 'COMPOSITE' ? this.part : this.whole).update(chunk);
  }

  async endPart(): Promise<void> {
    if (this.type !== 'COMPOSITE') return;
    this.whole.update(await this.part.digest());
    this.part = digestOf(this.algorithm);
    this.parts += 1;
  }

  async result(): Promise<Checksum> {
    const value = await base64(this.whole);
    return { algorithm: this.algorithm, type: this.type, value: this.type === 'COMPOSITE' ? `${value}-${this.parts}` : value };
  }
}
