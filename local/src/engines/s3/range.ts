import { invalidArgument, S3Error } from '../../s3/errors';

const MAX_PARTS = 10_000;

/** First and last byte. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The `Range` header (RFC 9110, section 14). Undefined for the whole object: also where the header is not understood, or wants several. */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return undefined;
  if (from === '') return satisfiable({ first: Math.max(0, size - Number(to)), last: size - 1 }, Number(to) > 0 && size > 0, header!, size);
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return satisfiable({ first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }, Number(from) < size, header!, size);
}

/** The bytes of one part, counted from 1. */
export function partRange(text: string, sizes: readonly number[]): ByteRange {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > MAX_PARTS) {
    throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', text);
  }
  if (number > sizes.length) {
    throw new S3Error('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, { PartNumberRequested: text, ActualPartCount: String(sizes.length) });
  }
  const first = sizes.slice(0, number - 1).reduce((sum, size) => sum + size, 0);
  return { first, last: first + sizes[number - 1] - 1 };
}

/** `x-amz-copy-source-range`: both ends, within the source. */
export function copyRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || Number(first) > Number(last)) {
    throw invalidArgument('The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range', header);
  }
  if (Number(last) >= size) throw invalidArgument(`Range specified is not valid for source object of size: ${size}`, 'x-amz-copy-source-range', header);
  return { first: Number(first), last: Number(last) };
}

export function slice(body: Buffer, range: ByteRange | undefined): Buffer {
  return range === undefined ? body : body.subarray(range.first, range.last + 1);
}

function satisfiable(range: ByteRange, isSatisfiable: boolean, header: string, size: number): ByteRange {
  if (isSatisfiable) return range;
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416, { RangeRequested: header, ActualObjectSize: String(size) });
}
