import { validationError } from '../../dynamodb/errors';
import { MAX_DEPTH } from '../../dynamodb/request/attribute-value';
import type { Attributes, AttributeValue } from '../../dynamodb/request/parsed';

function isTooDeep({ L = [], M = {} }: AttributeValue, depth: number): boolean {
  const children = [...L as AttributeValue[], ...Object.values(M as Attributes)];
  return depth > MAX_DEPTH || children.some((child) => isTooDeep(child, depth + 1));
}

/** Of an item that updates put together, each of whose parts was checked when it came. */
export function refuseTooDeep(item: object): void {
  if (Object.values(item as Attributes).some((value) => isTooDeep(value, 0))) throw validationError('Nesting Levels have exceeded supported limits');
}
