import { containsAddress, parseAddress, parseCidr } from '../ip';
import type { Operator } from './operator';
import { parsedOperator } from './operator';

function ipOperator(negated: boolean): Operator {
  return parsedOperator(parseAddress, (got, wanted) => containsAddress(wanted, got), negated, parseCidr);
}

/** IAM User Guide, Condition operators, IP address condition operators. */
export const ipAddressOperators: ReadonlyMap<string, Operator> = new Map([
  ['IpAddress', ipOperator(false)],
  ['NotIpAddress', ipOperator(true)],
]);
