import { valueAt } from './value-at';
import { isFunction, isPath } from '../../../dynamodb/expressions/operands';
import type { Operand, Operation } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { MEMBER_TYPES, typeOf } from '../../../dynamodb/values/attribute-value';
import { bytesOf } from '../../../dynamodb/values/bytes';
import { beginsWith, contains } from '../../../dynamodb/values/contains';
import { equal } from '../../../dynamodb/values/equality';
import { compare } from '../../../dynamodb/values/order';

type Value = AttributeValue | undefined;

/** Of what is there; what is absent, or a number, a boolean or null, has no size. */
function sizeOf(value: Value): Value {
  if (!value) return undefined;
  const type = typeOf(value);
  const content = value[type];
  if (type === 'S' || type === 'L' || MEMBER_TYPES.has(type)) return { N: String((content as { length: number }).length) };
  if (type === 'B') return { N: String(bytesOf(content).length) };
  return type === 'M' ? { N: String(Object.keys(content as Attributes).length) } : undefined;
}

function valueOf(operand: Operand, item: Attributes): Value {
  if (isPath(operand)) return valueAt(operand, item);
  return isFunction(operand) ? sizeOf(valueOf(operand.args[0], item)) : operand as AttributeValue;
}

const areEqual = (left: Value, right: Value): boolean => left !== undefined && right !== undefined && equal(left, right);

type Test = (order: number) => boolean;

/** False wherever two values are in no order, as when one is absent. */
function inOrder(left: Value, right: Value, test: Test): boolean {
  const order = left && right && compare(left, right);
  return order !== undefined && test(order);
}

const atLeast: Test = (order) => order >= 0;
const atMost: Test = (order) => order <= 0;

type Predicate = (...args: readonly Value[]) => boolean;

/** DynamoDB Developer Guide, Condition and filter expressions, operators, and functions. */
const PREDICATES: ReadonlyMap<string, Predicate> = new Map<string, Predicate>([
  ['=', areEqual],
  ['<>', (left, right) => !areEqual(left, right)],
  ['<', (left, right) => inOrder(left, right, (order) => order < 0)],
  ['<=', (left, right) => inOrder(left, right, atMost)],
  ['>', (left, right) => inOrder(left, right, (order) => order > 0)],
  ['>=', (left, right) => inOrder(left, right, atLeast)],
  ['between', (value, lower, upper) => inOrder(value, lower, atLeast) && inOrder(value, upper, atMost)],
  ['in', (value, ...members) => members.some((one) => areEqual(value, one))],
  ['attribute_exists', (value) => value !== undefined],
  ['attribute_not_exists', (value) => value === undefined],
  ['attribute_type', (value, type) => value !== undefined && typeOf(value) === type!.S],
  ['begins_with', (value, prefix) => value !== undefined && prefix !== undefined && beginsWith(value, prefix)],
  ['contains', (whole, part) => whole !== undefined && part !== undefined && contains(whole, part)],
]);

/** Whether a condition or filter is true of an item; what is absent is no error, whatever it is compared with. */
export function holds(expression: Operation, item: Attributes): boolean {
  const { type, name, args } = expression;
  if (type === 'and') return args.every((arg) => holds(arg as Operation, item));
  if (type === 'or') return args.some((arg) => holds(arg as Operation, item));
  if (type === 'not') return !holds(args[0] as Operation, item);
  return PREDICATES.get(name ?? type)!(...args.map((arg) => valueOf(arg, item)));
}
