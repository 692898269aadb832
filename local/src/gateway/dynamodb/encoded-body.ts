import { gunzipSync, inflateSync } from 'node:zlib';
import { AwsError } from '../../aws-error';
import { tooLarge, type HttpHead } from '../../protocols/http';

/** DynamoDB's largest request. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

type Decode = (body: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([['gzip', gunzipSync], ['deflate', inflateSync], ['identity', (body) => body]]);

const refuse = (why: string): never => {
  throw new AwsError('SerializationException', why);
};

/** The body as it was before the client packed it; what is signed is what was packed. No larger than one that was not may be. */
export function decodedBody(head: HttpHead, body: Buffer): Buffer {
  const encoding = (head.headers.get('content-encoding') ?? 'identity').toLowerCase();
  const decode = DECODERS.get(encoding) ?? refuse(`the local cloud reads no body in the encoding ${JSON.stringify(encoding)}; want gzip, deflate or none`);
  try {
    return decode(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return refuse(`the body is not in the encoding ${encoding}`);
    throw tooLarge(MAX_BODY_BYTES);
  }
}
