import { hash } from 'node:crypto';
import { incompleteBody, readChunks, type Chunk } from '../../protocols/aws-chunked';
import type { Signer } from '../verify';
import { UNSIGNED_PAYLOAD, type S3Claim } from './claim';
import { invalidArgument, invalidRequest, notImplemented, S3Error } from '../../s3';
import { isSameText } from '../../same-text';
import { signatureError } from '../errors';
import { scopeText } from '../signing-key';

/** A body as the client meant it, and the headers that came behind it. */
export interface Payload {
  readonly body: Buffer;
  readonly trailers: ReadonlyMap<string, string>;
}

interface Streaming {
  readonly isSigned: boolean;
  readonly hasTrailer: boolean;
}

const STREAMING: ReadonlyMap<string, Streaming> = new Map([
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { isSigned: true, hasTrailer: false }],
  ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', { isSigned: true, hasTrailer: true }],
  ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', { isSigned: false, hasTrailer: true }],
]);
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';
const NO_TRAILERS: ReadonlyMap<string, string> = new Map();

/** Decodes a body and proves it, as far as it is signed. */
export async function readPayload(body: Buffer, headers: ReadonlyMap<string, string>, claim: S3Claim, sign: Signer): Promise<Payload> {
  const { payload } = claim;
  const streaming = claim.authType === 'REST-HEADER' ? STREAMING.get(payload) : undefined;
  return streaming === undefined ? plainPayload(body, headers, payload) : readStream(body, headers, claim, sign, streaming);
}

/** A body that comes as it is. `payload` is its hash, or says that there is none. */
export function plainPayload(body: Buffer, headers: ReadonlyMap<string, string>, payload = UNSIGNED_PAYLOAD): Payload {
  if (headers.has('x-amz-decoded-content-length') || headers.has('x-amz-trailer')) throw invalidRequest('the body is not announced as a stream');
  if (headers.has('transfer-encoding')) throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
  if (payload === UNSIGNED_PAYLOAD) return { body, trailers: NO_TRAILERS };
  if (!/^[0-9a-f]{64}$/.test(payload)) {
    throw invalidArgument('x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, '
      + 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.', 'x-amz-content-sha256', payload);
  }
  const computed = hash('sha256', body);
  if (computed === payload) return { body, trailers: NO_TRAILERS };
  throw new S3Error('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", 400, {
    ClientComputedContentSHA256: payload, S3ComputedContentSHA256: computed,
  });
}

async function readStream(
  body: Buffer, headers: ReadonlyMap<string, string>, claim: S3Claim, sign: Signer, { isSigned, hasTrailer }: Streaming,
): Promise<Payload> {
  const length = headers.get('x-amz-decoded-content-length');
  if (length === undefined) throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
  const { chunks, trailers } = readChunks(body, isSigned);
  const last = isSigned ? await verifyChunks(chunks, claim, sign) : '';
  const own = trailers.filter(([name]) => name !== TRAILER_SIGNATURE);
  if (isSigned && hasTrailer) await verifyTrailers(own, trailers.find(([name]) => name === TRAILER_SIGNATURE)?.[1], last, claim, sign);
  if (own.length + Number(isSigned && hasTrailer) !== trailers.length) throw incompleteBody();
  checkTrailers(own, hasTrailer ? headers.get('x-amz-trailer') : undefined, headers);
  const decoded = Buffer.concat(chunks.map(({ data }) => data));
  if (String(decoded.length) !== length) throw incompleteBody();
  return { body: decoded, trailers: new Map(own) };
}

/** Each chunk is signed together with the signature before it, the first one with the request's. Gives the last signature. */
async function verifyChunks(chunks: readonly Chunk[], claim: S3Claim, sign: Signer): Promise<string> {
  let previous = claim.signature;
  for (const { data, signature } of chunks) {
    const text = ['AWS4-HMAC-SHA256-PAYLOAD', claim.amzDate, scopeText(claim), previous, hash('sha256', ''), hash('sha256', data)].join('\n');
    if (!isSameText(sign(text), signature ?? '')) throw signatureError('s3', 'mismatch');
    previous = signature!;
  }
  return previous;
}

async function verifyTrailers(trailers: ChunkTrailers, signature: string | undefined, previous: string, claim: S3Claim, sign: Signer): Promise<void> {
  const lines = trailers.map(([name, value]) => `${name}:${value}\n`).join('');
  const text = ['AWS4-HMAC-SHA256-TRAILER', claim.amzDate, scopeText(claim), previous, hash('sha256', lines)].join('\n');
  if (signature === undefined || !isSameText(sign(text), signature)) throw signatureError('s3', 'mismatch');
}

type ChunkTrailers = readonly (readonly [name: string, value: string])[];

/** Only what was announced, only checksums, and nothing that a header has said already. */
function checkTrailers(trailers: ChunkTrailers, announced: string | undefined, headers: ReadonlyMap<string, string>): void {
  const names = (announced ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const foreign = names.find((name) => !/^x-amz-checksum-[a-z0-9]+$/.test(name));
  if (foreign !== undefined) throw notImplemented(`the trailer ${JSON.stringify(foreign.slice(0, 64))}`);
  const given = trailers.map(([name]) => name);
  if (given.length !== names.length || names.some((name) => !given.includes(name) || headers.has(name))) {
    throw new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.');
  }
}
