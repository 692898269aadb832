import { createCipheriv, type Cipher } from 'node:crypto';
import { takeRandom } from './random-stock';

/** RFC 4648 base32, the alphabet of AWS's key ids. 32 divides 256, so no letter is likelier than another. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** By chance; the others follow from these. */
const CHANCE_LETTERS = 10;
const MARK_LETTERS = 6;
const KEY_ID = /^ASIA([A-Z2-7]{10})[A-Z2-7]{6}$/;
const BLOCK_BYTES = 16;

/** Access key ids of sessions, which only the holder of `mark` (32 bytes) can make and tell. */
export class KeyIds {
  /** One block is one answer, and there is none that depends on another: ECB is all there is to it, and much faster than an HMAC. */
  private readonly cipher: Cipher;
  private readonly block = Buffer.alloc(BLOCK_BYTES);

  constructor(mark: Buffer) {
    this.cipher = createCipheriv('aes-256-ecb', mark, null);
  }

  make(): string {
    return this.marked(base32(takeRandom(CHANCE_LETTERS)));
  }

  isMade(accessKeyId: string): boolean {
    const chance = KEY_ID.exec(accessKeyId)?.[1];
    return chance !== undefined && this.marked(chance) === accessKeyId;
  }

  private marked(chance: string): string {
    this.block.write(chance, 'latin1');
    return `ASIA${chance}${base32(this.cipher.update(this.block).subarray(0, MARK_LETTERS))}`;
  }
}

/** A letter for each byte. */
function base32(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) text += BASE32[byte % BASE32.length];
  return text;
}
