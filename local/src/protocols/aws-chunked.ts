import { createHash } from 'node:crypto';
import { ByteReader } from './byte-reader';
import { S3Error } from '../s3';

export type Trailers = readonly (readonly [name: string, value: string])[];

/** Told what came while a body is taken apart, to judge it. */
export interface ChunkProof {
  /** After each chunk, the last one empty: its signature and the hash of its bytes. Throws. */
  chunk?(signature: string, sha256: string): void;
  /** Behind the last chunk. Throws. */
  end(trailers: Trailers): void;
}

const CRLF = '\r\n';
const MAX_LINE_BYTES = 1024;
const MIN_CHUNK_BYTES = 8192;
const MAX_TRAILERS = 8;

/**
 * The bytes of a body in S3's `aws-chunked` form, as they come: what is wrong with a chunk is found at its end.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* readChunks(pieces: AsyncIterable<Buffer>, isSigned: boolean, proof: ChunkProof): AsyncGenerator<Buffer> {
  const reader = new ByteReader(pieces, incompleteBody);
  const header = isSigned ? /^([0-9a-f]{1,8});chunk-signature=([0-9a-f]{64})$/i : /^([0-9a-f]{1,8})$/i;
  try {
    for (let [number, before] = [0, MIN_CHUNK_BYTES]; ; number += 1) {
      const [, size, signature] = header.exec(await reader.line(MAX_LINE_BYTES)) ?? [];
      if (size === undefined) throw incompleteBody();
      const length = parseInt(size, 16);
      if (length > 0 && before < MIN_CHUNK_BYTES) {
        throw new S3Error('InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes', 403, {
          Chunk: String(number), BadChunkSize: String(before),
        });
      }
      before = length;
      const hash = createHash('sha256');
      for await (const piece of reader.stretch(length)) {
        if (isSigned) hash.update(piece);
        yield piece;
      }
      if (isSigned) proof.chunk?.(signature, hash.digest('hex'));
      if (length === 0) break;
      if (await reader.line(CRLF.length) !== '') throw incompleteBody();
    }
    proof.end(await readTrailers(reader));
  } finally {
    await reader.close();
  }
}

export function incompleteBody(): S3Error {
  return new S3Error('IncompleteBody', 'The request body terminated unexpectedly');
}

/** `name:value` lines behind the last chunk, then an empty line and nothing more. */
async function readTrailers(reader: ByteReader): Promise<Trailers> {
  const trailers: [string, string][] = [];
  for (;;) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === '' && await reader.isAtEnd()) return trailers;
    const [, name, value] = /^([a-z0-9-]+):(.*)$/i.exec(line) ?? [];
    if (name === undefined || trailers.length === MAX_TRAILERS) throw incompleteBody();
    trailers.push([name.toLowerCase(), value.trim()]);
  }
}
