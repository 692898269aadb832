import type { AttributeValue } from './attribute-value';
import { MEMBER_TYPES, typeOf } from './attribute-value';
import { bytesOf } from './bytes';
import { equal } from './equality';

/** Whether a string or binary has another as a part, a set has a member, or a list an element of any type. */
export function contains(whole: AttributeValue, part: AttributeValue): boolean {
  const type = typeOf(whole);
  if (type === 'L') return (whole.L as AttributeValue[]).some((element) => equal(element, part));
  const partType = typeOf(part);
  if (MEMBER_TYPES.get(type) === partType) return (whole[type] as unknown[]).includes(part[partType]);
  if (type !== partType) return false;
  if (type === 'S') return (whole.S as string).includes(part.S as string);
  return type === 'B' && bytesOf(whole.B).includes(bytesOf(part.B));
}

/** Of strings and of binary. */
export function beginsWith(whole: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in whole && 'S' in prefix) return (whole.S as string).startsWith(prefix.S as string);
  if (!('B' in whole && 'B' in prefix)) return false;
  const start = bytesOf(prefix.B);
  return bytesOf(whole.B).subarray(0, start.length).equals(start);
}
