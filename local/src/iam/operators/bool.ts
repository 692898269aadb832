import type { Operator } from './operator';
import { parsedOperator } from './operator';

/** Recorded of AWS: anything but `true` is false, on both sides. */
export function parseBool(text: string): boolean {
  return text.toLowerCase() === 'true';
}

/** IAM User Guide, Condition operators, Boolean condition operators. */
export const boolOperators: ReadonlyMap<string, Operator> = new Map([
  ['Bool', parsedOperator(parseBool, (got, wanted) => got === wanted)],
]);
