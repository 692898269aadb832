import { invalidArgument } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import type { Answer } from '../answer';
import { checksumHeaders } from '../checksums';
import { isNotModified } from '../conditions';
import { shownHeaders } from '../object-headers';
import { byteRange } from '../range';
import { storeOf, type World } from '../world';

/** Visible text of ISO 8859-1: what a header can hold. */
const HEADER_TEXT = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** GetObject, and HeadObject, which leaves the bytes out. */
export async function getObject(request: S3Request, world: World): Promise<Answer> {
  const object = storeOf(world, request.bucket).get(request.key);
  const shown = shownHeaders(object);
  if (isNotModified(request.headers, object)) {
    return { status: 304, headers: { 'etag': shown.etag, 'last-modified': shown['last-modified'] } };
  }
  const { body } = object;
  const range = byteRange(request.headers.get('range'), body.size);
  const headers = {
    ...shown,
    ...overrides(request.parameters),
    ...request.headers.get('x-amz-checksum-mode') === 'ENABLED' && range === undefined ? checksumHeaders(object.checksum) : {},
    ...range === undefined ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${body.size}` },
    'content-length': String(range === undefined ? body.size : range.last - range.first + 1),
  };
  return {
    status: range === undefined ? 200 : 206,
    headers,
    // Before anything waits: these bytes belong to these headers.
    content: request.operation === 'HeadObject' ? undefined : await world.bodies.open(body, range),
  };
}

/** `response-content-type` and its like set headers of the answer. */
function overrides(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const entries = [...parameters].filter(([name]) => name.startsWith('response-'));
  const unusable = entries.find(([, value]) => !HEADER_TEXT.test(value));
  if (unusable !== undefined) throw invalidArgument('Header value cannot be represented using ISO-8859-1.', ...unusable);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice('response-'.length), value]));
}
