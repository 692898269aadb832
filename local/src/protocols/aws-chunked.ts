import { S3Error } from '../s3';

export interface Chunk {
  readonly data: Buffer;
  readonly signature?: string;
}

/** A body in S3's `aws-chunked` form, taken apart; nothing is proved yet. */
export interface ChunkedBody {
  /** The last one is empty. */
  readonly chunks: readonly Chunk[];
  readonly trailers: readonly (readonly [name: string, value: string])[];
}

const CRLF = '\r\n';
const MAX_LINE_BYTES = 1024;
const MIN_CHUNK_BYTES = 8192;
const MAX_TRAILERS = 8;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
export function readChunks(body: Buffer, isSigned: boolean): ChunkedBody {
  const chunks: Chunk[] = [];
  const header = isSigned ? /^([0-9a-f]{1,8});chunk-signature=([0-9a-f]{64})$/i : /^([0-9a-f]{1,8})$/i;
  let position = 0;
  for (;;) {
    const line = readLine(body, position);
    const [, size, signature] = header.exec(line) ?? [];
    if (size === undefined) throw incompleteBody();
    const start = position + line.length + CRLF.length;
    const end = start + parseInt(size, 16);
    chunks.push({ data: body.subarray(start, end), signature });
    if (end === start) return { chunks, trailers: readTrailers(body, start) };
    if (body.toString('latin1', end, end + CRLF.length) !== CRLF) throw incompleteBody();
    const before = chunks.at(-2);
    if (before !== undefined && before.data.length < MIN_CHUNK_BYTES) {
      throw new S3Error('InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes', 403, {
        Chunk: String(chunks.length - 1), BadChunkSize: String(before.data.length),
      });
    }
    position = end + CRLF.length;
  }
}

export function incompleteBody(): S3Error {
  return new S3Error('IncompleteBody', 'The request body terminated unexpectedly');
}

/** `name:value` lines behind the last chunk, then an empty line and nothing more. */
function readTrailers(body: Buffer, start: number): [string, string][] {
  const trailers: [string, string][] = [];
  let position = start;
  for (;;) {
    const line = readLine(body, position);
    position += line.length + CRLF.length;
    if (line === '' && position === body.length) return trailers;
    const [, name, value] = /^([a-z0-9-]+):(.*)$/i.exec(line) ?? [];
    if (name === undefined || trailers.length === MAX_TRAILERS) throw incompleteBody();
    trailers.push([name.toLowerCase(), value.trim()]);
  }
}

function readLine(body: Buffer, start: number): string {
  const end = body.subarray(start, start + MAX_LINE_BYTES).indexOf(CRLF);
  if (end < 0) throw incompleteBody();
  return body.toString('latin1', start, start + end);
}
