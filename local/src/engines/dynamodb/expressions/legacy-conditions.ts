import type { Comparison, Comparisons } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';
import { beginsWith, contains } from '../../../dynamodb/values/contains';
import { equal } from '../../../dynamodb/values/equality';
import { compare } from '../../../dynamodb/values/order';

type Predicate = (value: AttributeValue, ...operands: readonly AttributeValue[]) => boolean;

const ordered = (test: (order: number) => boolean): Predicate => (value, operand) => {
  const order = compare(value, operand);
  return order !== undefined && test(order);
};

const atLeast = ordered((order) => order >= 0);
const atMost = ordered((order) => order <= 0);

/** Of an attribute that is there (DynamoDB API Reference, Condition, ComparisonOperator). */
const PREDICATES: ReadonlyMap<string, Predicate> = new Map<string, Predicate>([
  ['EQ', equal],
  ['NE', (value, operand) => !equal(value, operand)],
  ['LT', ordered((order) => order < 0)],
  ['LE', atMost],
  ['GT', ordered((order) => order > 0)],
  ['GE', atLeast],
  ['BETWEEN', (value, lower, upper) => atLeast(value, lower) && atMost(value, upper)],
  ['IN', (value, ...members) => members.some((one) => equal(value, one))],
  ['BEGINS_WITH', beginsWith],
  ['CONTAINS', contains],
  ['NOT_CONTAINS', (value, operand) => !contains(value, operand)],
  ['NOT_NULL', () => true],
  ['NULL', () => false],
]);

/** What is true of an attribute that is absent; nothing else is, not even NOT_CONTAINS. */
const OF_NOTHING: ReadonlySet<string> = new Set(['NULL', 'NE']);

export function matches(value: AttributeValue | undefined, { ComparisonOperator, AttributeValueList, Value, Exists }: Comparison): boolean {
  const operator = ComparisonOperator ?? (Exists === false ? 'NULL' : 'EQ');
  if (value === undefined) return OF_NOTHING.has(operator);
  return PREDICATES.get(operator)!(value, ...AttributeValueList ?? (Value ? [Value] : []));
}

/** Whether Expected, QueryFilter or ScanFilter is true of an item. */
export function hold(conditions: Comparisons, operator: string | undefined, item: Attributes): boolean {
  const test = ([name, comparison]: [string, Comparison]): boolean => matches(member(item, name), comparison);
  return operator === 'OR' ? Object.entries(conditions).some(test) : Object.entries(conditions).every(test);
}
