import { arnOperators } from './arn';
import { binaryOperators } from './binary';
import { boolOperators } from './bool';
import { dateOperators } from './date';
import { ipAddressOperators } from './ip-address';
import { numericOperators } from './numeric';
import type { Operator } from './operator';
import { stringOperators } from './string';

/** Every condition operator but `Null`, by its exact name: IAM refuses `stringEquals` ("Invalid Condition type"). */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ...stringOperators,
  ...arnOperators,
  ...numericOperators,
  ...dateOperators,
  ...boolOperators,
  ...binaryOperators,
  ...ipAddressOperators,
]);
