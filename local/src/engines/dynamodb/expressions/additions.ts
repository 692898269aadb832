import { validationError } from '../../../dynamodb/errors';
import type { AttributeValue } from '../../../dynamodb/values/attribute-value';
import { typeOf } from '../../../dynamodb/values/attribute-value';
import { sum } from '../../../dynamodb/values/number';

function contentOf(existing: AttributeValue, type: string, mismatch: string): unknown {
  if (typeOf(existing) !== type) throw validationError(mismatch);
  return existing[type];
}

const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];

/** A number plus a number, a set and the members of another, a list and the elements of another; what is absent counts as none. */
export function plus(existing: AttributeValue | undefined, value: AttributeValue, mismatch: string): AttributeValue {
  if (!existing) return value;
  const type = typeOf(value);
  const content = contentOf(existing, type, mismatch);
  if (type === 'N') return { N: sum(content as string, value.N as string) };
  if (type === 'L') return { L: [...content as AttributeValue[], ...value.L as AttributeValue[]] };
  return { [type]: union(content as string[], value[type] as string[]) };
}

/** A set without the members of another; nothing, where none are left. */
export function minus(existing: AttributeValue | undefined, value: AttributeValue, mismatch: string): AttributeValue | undefined {
  if (!existing) return undefined;
  const type = typeOf(value);
  const removed = new Set(value[type] as string[]);
  const left = (contentOf(existing, type, mismatch) as string[]).filter((each) => !removed.has(each));
  return left.length > 0 ? { [type]: left } : undefined;
}
