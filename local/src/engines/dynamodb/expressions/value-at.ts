import type { Path } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';

function part(value: AttributeValue | undefined, key: string | number): AttributeValue | undefined {
  if (typeof key === 'number') return (value?.L as AttributeValue[] | undefined)?.[key];
  return value?.M === undefined ? undefined : member(value.M as Attributes, key);
}

/** What an item has at a document path. */
export function valueAt([head, ...rest]: Path, item: Attributes): AttributeValue | undefined {
  return rest.reduce<AttributeValue | undefined>(part, member(item, String(head)));
}
