import { Operator, parsedOperator } from './operator';

export function parseBool(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : undefined;
}

/**
 * IAM User Guide, Condition operators, Boolean condition operators. That page and "Variables and
 * tags" disagree on policy variables here: `${…}` does not parse and so counts as unevaluated.
 */
export const boolOperators: ReadonlyMap<string, Operator> = new Map([
  ['Bool', parsedOperator(parseBool, (got, wanted) => got === wanted)],
]);
