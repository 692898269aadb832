import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AwsError } from '../aws-error';
import { refusal } from './refusal';

/** What Node.js says of requests that are none, and its own statuses for it. */
const FAULTS: ReadonlyMap<string, readonly [status: string, message: string]> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'the request did not come in time']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', ['413 Payload Too Large', 'the extensions of a chunk are too long']],
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'the headers are too long']],
]);
const OTHER = ['400 Bad Request', 'the request is no HTTP/1.1'] as const;

/** Answers what is no HTTP as far as it can be answered: a page can read it. Gives the server back. */
export function answerMalformed(server: Server): Server {
  const responses = new WeakMap<object, ServerResponse>();
  for (const event of ['request', 'checkContinue', 'checkExpectation']) {
    server.on(event, ({ socket }: IncomingMessage, response: ServerResponse) => responses.set(socket, response));
  }
  return server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // In an answer that was begun nothing may be written.
    const isAnswering = responses.get(socket)?.headersSent === true && !responses.get(socket)!.writableFinished;
    if (error.code !== 'ECONNRESET' && socket.writable && !isAnswering) socket.write(textOf(error));
    (socket as Socket).destroy();
  });
}

function textOf({ code = '' }: NodeJS.ErrnoException): string {
  const [status, message] = FAULTS.get(code) ?? OTHER;
  const { headers, body } = refusal(new AwsError('MalformedHttpRequestException', message));
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body as string)), 'connection': 'close' };
  return `HTTP/1.1 ${status}\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body as string}`;
}
