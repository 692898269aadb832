import type { Readable } from 'node:stream';
import type { ByteRange } from '../range';

/** The bytes of an object or a part, kept apart from what the index knows of it. */
export interface Body {
  /** What they are found by: nothing of the key. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export type Chunks = Iterable<Buffer> | AsyncIterable<Buffer>;

/** Where bytes are kept. Errors other than `S3Error` never leave it. */
export interface Bodies {
  /** Resolves once they are kept for good; what fails leaves nothing behind. */
  write(chunks: Chunks): Promise<Body>;

  /**
   * All bytes, or those of a range; many of them as a stream, which must be read or destroyed. They stay readable from the
   * call on, whatever becomes of the body. Throws InternalError where they are not there in full.
   */
  open(body: Body, range?: ByteRange): Promise<Buffer | Readable>;

  /** Once nobody reads it. Never fails: what cannot be removed is found at the next start. */
  remove(body: Body): void;
}

/** Writes bytes, and takes them back where what follows fails. */
export async function withBody<T>(bodies: Bodies, chunks: Chunks, use: (body: Body) => Promise<T>): Promise<T> {
  const body = await bodies.write(chunks);
  try {
    return await use(body);
  } catch (error) {
    bodies.remove(body);
    throw error;
  }
}

/** Opened bytes, chunk by chunk; each is told on the way. */
export async function* chunksOf(opened: Buffer | Readable, tell: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of Buffer.isBuffer(opened) ? [opened] : opened as AsyncIterable<Buffer>) {
    tell(chunk);
    yield chunk;
  }
}
