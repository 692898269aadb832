import { validationError } from './errors';
import { AwsError } from '../aws-error';
import type { Parameters } from '../sts';

/** The parameters of every list that comes in pages. */
export const PAGE_PARAMETERS: readonly string[] = ['Marker', 'MaxItems'];

const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1000;

interface Page<T> {
  readonly items: readonly T[];
  /** Members of the answer. */
  readonly told: { readonly IsTruncated: boolean; readonly Marker?: string };
}

/** One page of a list in the order of its keys. A marker is the last key that was told, so that it holds whatever comes and goes meanwhile. */
export function page<T>(all: Iterable<T>, keyOf: (one: T) => string, parameters: Parameters): Page<T> {
  const size = maxItems(parameters);
  const after = markedKey(parameters.get('Marker'));
  const left = [...all].filter((one) => after === undefined || keyOf(one) > after).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const items = left.slice(0, size);
  const isTruncated = items.length < left.length;
  return { items, told: { IsTruncated: isTruncated, ...isTruncated && { Marker: Buffer.from(keyOf(items[size - 1])).toString('base64url') } } };
}

function maxItems(parameters: Parameters): number {
  const given = parameters.get('MaxItems') ?? String(DEFAULT_ITEMS);
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
