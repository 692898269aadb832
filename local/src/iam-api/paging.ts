import { AwsError } from '../aws-error';
import { page } from '../page';
import { validationError } from './errors';

/** What every list that comes in pages takes. */
export const PAGE_SHAPE = { Marker: 'text', MaxItems: 'text' } as const;

interface PageInput {
  readonly Marker?: string;
  readonly MaxItems?: string;
}

const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1000;

interface ToldPage<T> {
  readonly items: readonly T[];
  /** Members of the answer. */
  readonly told: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** One page of a list in the order of its keys. A marker is the last key that was told. */
export function pageOf<T>(all: Iterable<T>, keyOf: (one: T) => string, { Marker, MaxItems }: PageInput): ToldPage<T> {
  const inOrder = [...all].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const { items, last } = page(inOrder, keyOf, markedKey(Marker), maxItems(MaxItems));
  return { items, told: last === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: Buffer.from(last).toString('base64url') } };
}

function maxItems(given = String(DEFAULT_ITEMS)): number {
  const size = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (size < 1) throw validationError('MaxItems', given, 'Member must have value greater than or equal to 1');
  if (size > MAX_ITEMS) throw validationError('MaxItems', given, `Member must have value less than or equal to ${MAX_ITEMS}`);
  return size;
}

function markedKey(marker: string | undefined): string | undefined {
  if (marker === undefined) return undefined;
  const key = Buffer.from(marker, 'base64url');
  if (marker === '' || key.toString('base64url') !== marker) throw new AwsError('ValidationError', 'Invalid Marker.');
  return key.toString();
}
