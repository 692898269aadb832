import { compareDecimals, parseDecimal } from './decimal';
import type { Operator } from './operator';
import { parsedOperator } from './operator';

function numericOperator(holds: (order: number) => boolean, negated = false): Operator {
  return parsedOperator(parseDecimal, (got, wanted) => holds(compareDecimals(got, wanted)), negated);
}

/** IAM User Guide, Condition operators, Numeric condition operators. */
export const numericOperators: ReadonlyMap<string, Operator> = new Map([
  ['NumericEquals', numericOperator(order => order === 0)],
  ['NumericNotEquals', numericOperator(order => order === 0, true)],
  ['NumericLessThan', numericOperator(order => order < 0)],
  ['NumericLessThanEquals', numericOperator(order => order <= 0)],
  ['NumericGreaterThan', numericOperator(order => order > 0)],
  ['NumericGreaterThanEquals', numericOperator(order => order >= 0)],
]);
