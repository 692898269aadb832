import { validationError } from '../errors';
import type { AttributeValue, Attributes } from './attribute-value';
import { MEMBER_TYPES, typeOf } from './attribute-value';
import { bytesOf } from './bytes';
import { numberSize } from './number';

/*
 * Bytes, as DynamoDB counts them (DynamoDB Developer Guide, DynamoDB item sizes and formats).
 */

/** "An attribute of type List or Map requires 3 bytes of overhead", and each of its elements one. */
const DOCUMENT = 3;
const ELEMENT = 1;

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

export const scalarSize = (type: string, content: string): number => {
  if (type === 'N') return numberSize(content);
  return type === 'B' ? bytesOf(content).length : Buffer.byteLength(content);
};

export function valueSize(value: AttributeValue): number {
  const type = typeOf(value);
  const content = value[type];
  if (type === 'BOOL' || type === 'NULL') return 1;
  if (type === 'L') return DOCUMENT + total((content as AttributeValue[]).map((element) => ELEMENT + valueSize(element)));
  if (type === 'M') return DOCUMENT + ELEMENT * Object.keys(content as Attributes).length + itemSize(content as Attributes);
  const memberType = MEMBER_TYPES.get(type);
  return memberType === undefined ? scalarSize(type, content as string) : total((content as string[]).map((each) => scalarSize(memberType, each)));
}

/** The names of an item's attributes count as well. */
export function itemSize(item: Attributes): number {
  let size = 0;
  for (const name in item) size += Buffer.byteLength(name) + valueSize(item[name]);
  return size;
}

/** DynamoDB Developer Guide, Quotas: "The maximum item size in DynamoDB is 400 KB". */
export const MAX_ITEM_SIZE = 400 * 1024;

/** Of an item to be put. */
export function checkItemSize(item: Attributes): void {
  if (itemSize(item) > MAX_ITEM_SIZE) throw validationError('Item size has exceeded the maximum allowed size');
}
