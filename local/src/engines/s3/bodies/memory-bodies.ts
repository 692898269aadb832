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
    const bytes = await joined(chunks);
    if (this.used + bytes.length > this.maxBytes) {
      throw new S3Error('EntityTooLarge', `the local cloud keeps objects in memory, at most ${this.maxBytes} bytes together; with --data they are on disk`);
    }
    this.used += bytes.length;
    this.written += 1;
    const name = String(this.written);
    this.bytes.set(name, bytes);
    return { name, size: bytes.length };
  }

  async open({ name }: Body, range?: ByteRange): Promise<Buffer> {
    return slice(this.bytes.get(name)!, range);
  }

  remove({ name, size }: Body): void {
    if (this.bytes.delete(name)) this.used -= size;
  }
}

async function joined(chunks: Chunks): Promise<Buffer> {
  const list: Buffer[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return list.length === 1 ? list[0] : Buffer.concat(list);
}
