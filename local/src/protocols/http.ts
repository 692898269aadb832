import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { AwsError } from '../aws-error';

/** A request as it came over the wire, before its body. */
export interface HttpHead {
  readonly method: string;
  /** Neither decoded nor normalised. */
  readonly path: string;
  /** Raw, without the `?`. */
  readonly query: string;
  /** By lower-case name, each given once. */
  readonly headers: ReadonlyMap<string, string>;
  readonly sourceIp: string;
  /** `aws:SecureTransport`: over loopback, which stands for TLS since nothing leaves the machine, unless that is not wanted. */
  readonly isSecure: boolean;
}

/** A request, its body read. */
export interface HttpRequest extends HttpHead {
  readonly body: Buffer;
}

/** A request's body, of which nothing was read yet. */
export interface IncomingBody {
  /** Bytes, where the sender tells. */
  readonly announced?: number;
  /** All of it. Throws RequestEntityTooLarge for more than the limit: before anything is read, where it is announced. */
  read(maxBytes: number): Promise<Buffer>;
  /** Piece by piece, however long it is. Whoever stops reading leaves the rest to the server. */
  pieces(): AsyncIterable<Buffer>;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** A stream comes with its `content-length`. */
  readonly body: string | Buffer | Readable;
}

/** Throws for a header that is given twice. */
export function readHead(message: IncomingMessage, isSecure: boolean): HttpHead {
  const { url = '/' } = message;
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: headersOnce(message.rawHeaders),
    sourceIp: (message.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    isSecure,
  };
}

/** Which of two values counts is anybody's guess, and no client sends two: refused, so that it cannot matter. */
function headersOnce(rawHeaders: readonly string[]): HttpHead['headers'] {
  const headers = new Map<string, string>();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.set(rawHeaders[i].toLowerCase(), rawHeaders[i + 1]);
  if (headers.size !== rawHeaders.length / 2) throw new AwsError('MalformedHttpRequestException', `the header ${nameOfTwo(rawHeaders)} is given twice`, 400);
  return headers;
}

function nameOfTwo(rawHeaders: readonly string[]): string {
  const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
  return JSON.stringify(names.find((name, i) => names.indexOf(name) < i)!.slice(0, 64));
}

/** The sender ended the connection, or the server did: nobody waits for an answer. */
export class HungUp extends Error {
  constructor() {
    super('the request ended early');
  }
}

/**
 * Reads a body as far as the limit. What comes behind it stays unread, so that the sender can still
 * be answered. By events: an iterator costs a fifth of a whole small request.
 */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxBytes) return;
      message.off('data', take).pause();
      reject(tooLarge(maxBytes));
    };
    message.on('data', take);
    message.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    // Whatever went wrong, it closes. Every request does, and to make an error costs.
    message.once('close', () => { if (!message.readableEnded) reject(new HungUp()); });
  });
}

export function tooLarge(maxBytes: number): AwsError {
  return new AwsError('RequestEntityTooLarge', `the body has more than ${maxBytes} bytes`, 413);
}
