import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { HttpResponse } from '../protocols/http';

/** What is left of a body up to this length is read away, and the connection goes on. */
const SHORT_BYTES = 64 * 1024;
/** For so long a refused sender may go on sending: one that is cut off at once, as browsers and SDKs are, never reads why. */
const LINGER_MS = 2_000;

const LENGTH = 'content-length';

/** Writes an answer, whether or not all of the request was read. */
export function send(message: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpResponse): void {
  const ends = isLong(message);
  const pairs: string[] = [];
  for (const name in headers) if (name !== LENGTH) pairs.push(name, headers[name]);
  if (ends) pairs.push('connection', 'close');
  // The length last: behind it, Node.js takes a Content-Disposition apart, and what is not ASCII in it breaks.
  const length = headers[LENGTH] ?? lengthOf(status, body);
  if (length !== undefined) pairs.push(LENGTH, length);
  response.writeHead(status, pairs);
  // Whichever breaks off takes the other along: half an answer is not mistaken for all of it.
  if (body instanceof Readable) pipeline(body, response, () => {});
  else if (ends) linger(message, response, body);
  else response.end(body);
}

/** An answer to HEAD tells the length of what it leaves out; 204 and 304 have none (RFC 9110, section 8.6). */
function lengthOf(status: number, body: HttpResponse['body']): string | undefined {
  return status === 204 || status === 304 || body instanceof Readable ? undefined : String(Buffer.byteLength(body));
}

/** Whether more of the request is to come than is worth waiting for. */
function isLong({ complete, headers }: IncomingMessage): boolean {
  return !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SHORT_BYTES || headers.expect !== undefined);
}

/** Writes the whole answer, and reads on before the connection is closed. */
function linger(message: IncomingMessage, response: ServerResponse, body: string | Buffer): void {
  const close = () => response.end();
  const timer = setTimeout(close, LINGER_MS);
  message.once('end', close).once('error', close).resume();
  response.once('close', () => clearTimeout(timer)).flushHeaders();
  response.write(body);
}
