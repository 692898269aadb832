import { invalidArgument, invalidRequest, notImplemented } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import type { Answer } from '../answer';
import { checksumHeaders } from '../checksums';
import { isNotModified } from '../conditions';
import { shownHeaders } from '../object-headers';
import { byteRange, partRange, type ByteRange } from '../range';
import type { Checksum, StoredObject } from '../stored-object';
import { storeOf, type World } from '../world';

/** Visible text of ISO 8859-1: what a header can hold. */
const HEADER_TEXT = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** GetObject, and HeadObject, which leaves the bytes out. */
export async function getObject(request: S3Request, world: World): Promise<Answer> {
  assertTransferEncoding(request);
  const store = storeOf(world, request.bucket);
  const object = store.get(request.key, request.versionId);
  const shown = { ...shownHeaders(object), ...store.versionHeaders(object) };
  if (isNotModified(request.headers, object)) {
    return { status: 304, headers: { 'etag': shown.etag, 'last-modified': shown['last-modified'] } };
  }
  const { body, assembly } = object;
  const range = rangeOf(request, object);
  const checksum = request.headers.get('x-amz-checksum-mode') === 'ENABLED' ? shownChecksum(request, object, range) : undefined;
  const headers = {
    ...shown,
    ...overrides(request.parameters),
    ...checksumHeaders(checksum),
    ...assembly !== undefined && request.parameters.has('partNumber') && { 'x-amz-mp-parts-count': String(assembly.parts.length) },
    ...range !== undefined && body.size > 0 && { 'content-range': `bytes ${range.first}-${range.last}/${body.size}` },
    'content-length': String(range === undefined ? body.size : range.last - range.first + 1),
  };
  return {
    status: range === undefined ? 200 : 206,
    headers,
    // Before anything waits: these bytes belong to these headers.
    content: request.operation === 'HeadObject' ? undefined : await world.bodies.open(body, range),
  };
}

/** The bytes that are asked for: a range of them, or those of one part. */
function rangeOf({ headers, parameters }: S3Request, { body, assembly }: StoredObject): ByteRange | undefined {
  const [range, part] = [headers.get('range'), parameters.get('partNumber')];
  if (part === undefined) return byteRange(range, body.size);
  if (range !== undefined) throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  // What was put at once is one part.
  return partRange(part, assembly?.parts.map(({ size }) => size) ?? [body.size]);
}

/** That of the bytes which are shown, where there is one. */
function shownChecksum({ parameters }: S3Request, { assembly, checksum }: StoredObject, range: ByteRange | undefined): Checksum | undefined {
  const part = parameters.get('partNumber');
  if (part !== undefined && assembly !== undefined) return assembly.parts[Number(part) - 1].checksum;
  return range === undefined || part !== undefined ? checksum : undefined;
}

/** An MD5 behind the bytes is asked for by clients that do without where the answer does not announce it. */
function assertTransferEncoding({ headers }: S3Request): void {
  const te = headers.get('x-amz-te') ?? 'append-md5';
  if (te !== 'append-md5') throw notImplemented(`the transfer encoding ${JSON.stringify(te.slice(0, 64))}`);
}

/** `response-content-type` and its like set headers of the answer. */
function overrides(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const entries = [...parameters].filter(([name]) => name.startsWith('response-'));
  const unusable = entries.find(([, value]) => !HEADER_TEXT.test(value));
  if (unusable !== undefined) throw invalidArgument('Header value cannot be represented using ISO-8859-1.', ...unusable);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('response-'.length), value]));
}
