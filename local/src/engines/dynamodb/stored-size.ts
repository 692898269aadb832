import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { MEMBER_TYPES, typeOf } from '../../dynamodb/values/attribute-value';
import { scalarSize, valueSize } from '../../dynamodb/values/size';

/*
 * What an item takes of the megabyte of a page: not the bytes that are paid for, but those that it is stored in. No document tells
 * of them; dynalite found them out on AWS, to the byte, and its own tests, which were played there, end pages by them.
 */

/** A name has a number, and a collection its kind and the count of what is in it. */
const NAME = 1;
const DOCUMENT = 3;

/** An item is stored in pieces of so many bytes, each headed by the sort key. */
const PIECE = 3072;
const PIECE_HEADER = 18;
const ITEM_HEADER = 2;

/** A length takes seven bits a byte. */
const prefixed = (length: number): number => length + (length < 2 ** 7 ? 1 : length < 2 ** 14 ? 2 : 3);

function storedValue(value: AttributeValue): number {
  const type = typeOf(value);
  const content = value[type];
  switch (type) {
    case 'NULL': return 0;
    case 'BOOL': return 1;
    case 'S': return prefixed(Buffer.byteLength(content as string));
    case 'L': return (content as AttributeValue[]).reduce((sum, element) => sum + NAME + storedValue(element), DOCUMENT);
    case 'M': return DOCUMENT + Object.keys(content as Attributes).length + storedMembers(content as Attributes);
  }
  const memberType = MEMBER_TYPES.get(type);
  if (memberType === undefined) return scalarSize(type, content as string) + 1;
  return (content as string[]).reduce((sum, member) => sum + scalarSize(memberType, member) + 1, 1);
}

function storedMembers(members: Attributes, except?: string): number {
  let size = 0;
  for (const name in members) if (name !== except) size += NAME + storedValue(members[name]);
  return size;
}

/** `sortKey` is the attribute's name, in tables that have one. */
export function storedSize(item: Attributes, sortKey: string | undefined): number {
  const size = storedMembers(item, sortKey);
  const sortKeySize = sortKey === undefined ? 0 : valueSize(item[sortKey]);
  return ITEM_HEADER + size + (1 + Math.floor((1 + size) / PIECE)) * (PIECE_HEADER + sortKeySize);
}
