import { S3Error } from '../errors';

const GIB = 1024 ** 3;

/** Bytes of all objects and parts. They are kept in memory, so there is an end to them that S3 has not. */
export class Memory {
  private used = 0;

  constructor(private readonly limit = 2 * GIB) {}

  take(bytes: number): void {
    if (this.used + bytes > this.limit) {
      throw new S3Error('EntityTooLarge', `the local cloud keeps objects in memory, at most ${this.limit} bytes together`);
    }
    this.used += bytes;
  }

  give(bytes: number): void {
    this.used -= bytes;
  }
}
