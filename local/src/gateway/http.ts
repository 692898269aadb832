import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error';

/** A request as it came over the wire, its body read. */
export interface HttpRequest {
  readonly method: string;
  /** Neither decoded nor normalised. */
  readonly path: string;
  /** Raw, without the `?`. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** DynamoDB's largest request, the largest of the services served. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const [path, ...query] = (message.url ?? '/').split('?');
  const { rawHeaders } = message;
  return {
    method: message.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: Array.from({ length: rawHeaders.length / 2 }, (_, i) => [rawHeaders[2 * i].toLowerCase(), rawHeaders[2 * i + 1]]),
    body: await readBody(message),
    sourceIp: (message.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

/** The first value of a header; where it matters that there is only one, the caller counts. */
export function header(request: HttpRequest, name: string): string | undefined {
  return request.headers.find(([key]) => key === name)?.[1];
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AwsError('RequestEntityTooLarge', `the body has more than ${MAX_BODY_BYTES} bytes`, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
