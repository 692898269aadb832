import { validationError } from '../errors';
import type { AttributeValue, Attributes } from './attribute-value';

/** DynamoDB Developer Guide, Quotas: "DynamoDB supports nested attributes up to 32 levels deep"; the attribute itself is the first, at no depth. */
export const MAX_DEPTH = 31;

export function refuseTooDeep(depth: number): void {
  if (depth > MAX_DEPTH) throw validationError('Nesting Levels have exceeded supported limits');
}

function checkValue({ L, M }: AttributeValue, depth: number): void {
  refuseTooDeep(depth);
  (L as AttributeValue[] | undefined)?.forEach((element) => checkValue(element, depth + 1));
  if (M) checkMembers(M as Attributes, depth + 1);
}

function checkMembers(members: Attributes, depth: number): void {
  for (const name in members) checkValue(members[name], depth);
}

/** Of an item that an update put together, each of whose parts was checked when it came. */
export function checkNesting(item: Attributes): void {
  checkMembers(item, 0);
}
