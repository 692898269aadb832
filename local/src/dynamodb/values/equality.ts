import type { AttributeValue, Attributes } from './attribute-value';
import { MEMBER_TYPES, member, typeOf } from './attribute-value';

function equalSets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(right);
  return left.every((value) => members.has(value));
}

function equalMaps(left: Attributes, right: Attributes): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const other = member(right, name);
    return other !== undefined && equal(left[name], other);
  });
}

const equalLists = (left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean =>
  left.length === right.length && left.every((value, index) => equal(value, right[index]));

/** Whether two values are of one type and the same, the order in sets aside. Their numbers have the form in which they are stored. */
export function equal(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  const [one, other] = [left[type], right[type]];
  if (MEMBER_TYPES.has(type)) return equalSets(one as string[], other as string[]);
  if (type === 'L') return equalLists(one as AttributeValue[], other as AttributeValue[]);
  if (type === 'M') return equalMaps(one as Attributes, other as Attributes);
  return one === other;
}
