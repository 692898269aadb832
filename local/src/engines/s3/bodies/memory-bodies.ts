import { S3Error } from '../../../s3/errors';
import { slice, type ByteRange } from '../range';
import type { Bodies, Body, Chunks } from './body';

const GIB = 1024 ** 3;

/** Bytes in memory, so there is an end to them that S3 has not. */
export class MemoryBodies implements Bodies {
  private readonly bytes = new Map<string, Buffer>();
  private used = 0;
  private written = 0;

  /** Of all bodies together. */
  constructor(private readonly maxBytes = 2 * GIB) {}

  async write(chunks: Chunks): Promise<Body> {
    const list: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of chunks) {
        this.take(chunk.length);
        size += chunk.length;
        list.push(chunk);
      }
    } catch (error) {
      this.used -= size;
      throw error;
    }
    this.written += 1;
    const name = String(this.written);
    this.bytes.set(name, list.length === 1 ? list[0] : Buffer.concat(list));
    return { name, size };
  }

  async open({ name }: Body, range?: ByteRange): Promise<Buffer> {
    return slice(this.bytes.get(name)!, range);
  }

  remove({ name, size }: Body): void {
    if (this.bytes.delete(name)) this.used -= size;
  }

  /** Also of what is still coming in: many that come at a time must not be more than there may be. */
  private take(bytes: number): void {
    if (this.used + bytes > this.maxBytes) {
      throw new S3Error('EntityTooLarge', `the local cloud keeps objects in memory, at most ${this.maxBytes} bytes together; with --data they are on disk`);
    }
    this.used += bytes;
  }
}
