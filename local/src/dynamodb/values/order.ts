import type { AttributeValue } from './attribute-value';
import { typeOf } from './attribute-value';
import { bytesOf } from './bytes';
import { compareNumbers } from './number';
import { compareUtf8 } from '../../utf8-order';

type Compare = (left: any, right: any) => number;

/** The types that have an order: strings by their UTF-8 bytes, binary by unsigned bytes. */
const COMPARE: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['S', compareUtf8],
  ['N', compareNumbers],
  ['B', (left, right) => bytesOf(left).compare(bytesOf(right))],
]);

export const hasOrder = (type: string): boolean => COMPARE.has(type);

/** Negative, zero or positive, as `left` is less, equal or more; undefined between values that are in no order. */
export function compare(left: AttributeValue, right: AttributeValue): number | undefined {
  const type = typeOf(left);
  return type === typeOf(right) ? COMPARE.get(type)?.(left[type], right[type]) : undefined;
}
