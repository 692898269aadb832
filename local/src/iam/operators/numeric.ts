import { Operator, parsedOperator } from './operator';

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/** Integers and decimals. What a double cannot tell apart is no number here, so that it never matches by rounding. */
export function parseNumber(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function numericOperator(compare: (got: number, wanted: number) => boolean, negated = false): Operator {
  return parsedOperator(parseNumber, compare, negated);
}

/** IAM User Guide, Condition operators, Numeric condition operators. */
export const numericOperators: ReadonlyMap<string, Operator> = new Map([
  ['NumericEquals', numericOperator((got, wanted) => got === wanted)],
  ['NumericNotEquals', numericOperator((got, wanted) => got === wanted, true)],
  ['NumericLessThan', numericOperator((got, wanted) => got < wanted)],
  ['NumericLessThanEquals', numericOperator((got, wanted) => got <= wanted)],
  ['NumericGreaterThan', numericOperator((got, wanted) => got > wanted)],
  ['NumericGreaterThanEquals', numericOperator((got, wanted) => got >= wanted)],
]);
