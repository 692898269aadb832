import { createHash, hash } from 'node:crypto';
import { incompleteBody, readChunks, type Trailers } from '../../protocols/aws-chunked';
import type { IncomingBody } from '../../protocols/http';
import type { Signer } from '../verify';
import { UNSIGNED_PAYLOAD, type S3Claim } from './claim';
import { invalidArgument, invalidRequest, notImplemented, S3Error, type Content } from '../../s3';
import { isSameText } from '../../same-text';
import { signatureError } from '../errors';
import { scopeText } from '../signing-key';

type Headers = ReadonlyMap<string, string>;

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

/** A body as the client means it, proved as far as it is signed while it is read. What headers say wrongly is refused before. */
export function announcedPayload(body: IncomingBody, headers: Headers, claim: S3Claim, sign: Signer): Content {
  const { payload } = claim;
  const streaming = claim.authType === 'REST-HEADER' ? STREAMING.get(payload) : undefined;
  return streaming === undefined ? plainPayload(body, headers, payload) : chunkedPayload(body, headers, claim, sign, streaming);
}

/** A body that comes as it is. `payload` is its hash, or says that there is none. */
export function plainPayload(body: IncomingBody, headers: Headers, payload = UNSIGNED_PAYLOAD): Content {
  if (headers.has('x-amz-decoded-content-length') || headers.has('x-amz-trailer')) throw invalidRequest('the body is not announced as a stream');
  if (body.announced === undefined) throw missingLength();
  if (payload !== UNSIGNED_PAYLOAD && !/^[0-9a-f]{64}$/.test(payload)) {
    throw invalidArgument('x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, '
      + 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.', 'x-amz-content-sha256', payload);
  }
  const pieces = payload === UNSIGNED_PAYLOAD ? body.pieces() : provedPieces(body.pieces(), payload);
  return { size: body.announced, pieces, trailerNames: [], trailers: () => NO_TRAILERS };
}

async function* provedPieces(pieces: AsyncIterable<Buffer>, payload: string): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  for await (const piece of pieces) {
    digest.update(piece);
    yield piece;
  }
  const computed = digest.digest('hex');
  if (computed === payload) return;
  throw new S3Error('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", 400, {
    ClientComputedContentSHA256: payload, S3ComputedContentSHA256: computed,
  });
}

function chunkedPayload(body: IncomingBody, headers: Headers, claim: S3Claim, sign: Signer, { isSigned, hasTrailer }: Streaming): Content {
  const announced = headers.get('x-amz-decoded-content-length');
  if (announced === undefined) throw missingLength();
  if (!/^(0|[1-9]\d{0,14})$/.test(announced)) throw incompleteBody();
  const names = announcedTrailers(hasTrailer ? headers.get('x-amz-trailer') : undefined);
  let [last, trailers] = [claim.signature, NO_TRAILERS];
  const pieces = readChunks(body.pieces(), isSigned, {
    chunk: (signature, sha256) => {
      verifyChunk(signature, sha256, last, claim, sign);
      last = signature;
    },
    end: (found) => {
      const own = found.filter(([name]) => name !== TRAILER_SIGNATURE);
      if (isSigned && hasTrailer) verifyTrailers(own, found.find(([name]) => name === TRAILER_SIGNATURE)?.[1], last, claim, sign);
      if (own.length + Number(isSigned && hasTrailer) !== found.length) throw incompleteBody();
      checkTrailers(own, names, headers);
      trailers = new Map(own);
    },
  });
  return { size: Number(announced), pieces: measured(pieces, Number(announced)), trailerNames: names, trailers: () => trailers };
}

/** Throws as soon as there are more bytes than announced. */
async function* measured(pieces: AsyncIterable<Buffer>, announced: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > announced) throw incompleteBody();
    yield piece;
  }
  if (size !== announced) throw incompleteBody();
}

/** Each chunk is signed together with the signature before it, the first one with the request's. */
function verifyChunk(signature: string, sha256: string, previous: string, claim: S3Claim, sign: Signer): void {
  const text = ['AWS4-HMAC-SHA256-PAYLOAD', claim.amzDate, scopeText(claim), previous, hash('sha256', ''), sha256].join('\n');
  if (!isSameText(sign(text), signature)) throw signatureError('s3', 'mismatch');
}

function verifyTrailers(trailers: Trailers, signature: string | undefined, previous: string, claim: S3Claim, sign: Signer): void {
  const lines = trailers.map(([name, value]) => `${name}:${value}\n`).join('');
  const text = ['AWS4-HMAC-SHA256-TRAILER', claim.amzDate, scopeText(claim), previous, hash('sha256', lines)].join('\n');
  if (signature === undefined || !isSameText(sign(text), signature)) throw signatureError('s3', 'mismatch');
}

/** Names of the headers that come behind a body: only checksums. */
function announcedTrailers(header: string | undefined): string[] {
  const names = (header ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const foreign = names.find((name) => !/^x-amz-checksum-[a-z0-9]+$/.test(name));
  if (foreign !== undefined) throw notImplemented(`the trailer ${JSON.stringify(foreign.slice(0, 64))}`);
  return names;
}

/** Only what was announced, and nothing that a header has said already. */
function checkTrailers(trailers: Trailers, names: readonly string[], headers: Headers): void {
  const given = trailers.map(([name]) => name);
  if (given.length !== names.length || names.some((name) => !given.includes(name) || headers.has(name))) {
    throw new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.');
  }
}

const missingLength = (): S3Error => new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
