import { validationError } from '../../errors';
import { isFunction, isLiteral, isOperation, isPath } from '../../expressions/operands';
import type { AttributeValue } from '../../values/attribute-value';
import type { Comparison, Operand, Operation } from '../parsed';

/** Operators of key conditions → of KeyConditions; and of those whose key attribute stands last, as if it stood first. */
const OPERATORS: ReadonlyMap<string, string> = new Map([['=', 'EQ'], ['<', 'LT'], ['<=', 'LE'], ['>', 'GT'], ['>=', 'GE'], ['between', 'BETWEEN'], ['function', 'BEGINS_WITH']]);
const REVERSED: ReadonlyMap<string, string> = new Map([['=', 'EQ'], ['<', 'GT'], ['<=', 'GE'], ['>', 'LT'], ['>=', 'LE']]);

const UNINDEXED: ReadonlySet<string> = new Set(['or', 'not', 'in', '<>']);

function checkOperator({ type, name, args }: Operation): void {
  if (UNINDEXED.has(type)) throw validationError(`Invalid operator used in KeyConditionExpression: ${type.toUpperCase()}`);
  if (type === 'function' && name !== 'begins_with') throw validationError(`Invalid operator used in KeyConditionExpression: ${name}`);
  if (args.some(isFunction)) throw validationError('KeyConditionExpressions cannot contain nested operations');
  const operator = type === 'between' ? 'BETWEEN' : name;
  if (operator !== undefined && !isPath(args[0])) {
    throw validationError(`Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`);
  }
}

function keyAttribute(args: readonly Operand[]): string {
  const paths = args.filter(isPath);
  if (paths.length > 1) throw validationError('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
  if (paths.length === 0) throw validationError('Invalid condition in KeyConditionExpression: No key attribute specified');
  if (paths[0].length > 1) throw validationError('KeyConditionExpressions cannot have conditions on nested attributes');
  return String(paths[0][0]);
}

function collect(operation: Operation, into: Record<string, Comparison>): void {
  if (operation.type === 'and') return operation.args.filter(isOperation).forEach((part) => collect(part, into));
  checkOperator(operation);
  const { type, args } = operation;
  const name = keyAttribute(args);
  if (name in into) throw validationError('KeyConditionExpressions must only contain one condition per key');
  into[name] = {
    ComparisonOperator: (isPath(args[0]) ? OPERATORS : REVERSED).get(type),
    AttributeValueList: args.filter(isLiteral) as AttributeValue[],
  };
}

/** A key condition as KeyConditions: attribute → comparison. */
export function keyConditionsOf(expression: Operation): Record<string, Comparison> {
  const conditions: Record<string, Comparison> = Object.create(null);
  collect(expression, conditions);
  return conditions;
}
