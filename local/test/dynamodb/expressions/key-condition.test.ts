import { parseCondition } from '../../../src/dynamodb/expressions/condition-parser';
import { Placeholders } from '../../../src/dynamodb/expressions/placeholders';
import { keyConditionsOf } from '../../../src/dynamodb/request/rules/key-condition';

/* Developer Guide, "Key condition expressions for the Query operation": a value may stand first. */

const VALUES = { ':v': { S: 'x' }, ':w': { S: 'y' } };

function comparisons(expression: string): string[] {
  const placeholders = new Placeholders({}, VALUES);
  const conditions = keyConditionsOf(parseCondition(expression, placeholders).expression as never);
  return Object.entries(conditions).map(([name, { ComparisonOperator, AttributeValueList }]) => (
    `${name} ${ComparisonOperator} ${AttributeValueList!.map((value) => Object.values(value as object)).join(' ')}`));
}

test.each([
  ['a = :v', ['a EQ x']], ['a < :v', ['a LT x']], ['a <= :v', ['a LE x']], ['a > :v', ['a GT x']], ['a >= :v', ['a GE x']],
  [':v = a', ['a EQ x']], [':v < a', ['a GT x']], [':v <= a', ['a GE x']], [':v > a', ['a LT x']], [':v >= a', ['a LE x']],
  ['a BETWEEN :v AND :w', ['a BETWEEN x y']], ['begins_with(a, :v)', ['a BEGINS_WITH x']],
  ['a = :v AND (:w >= b)', ['a EQ x', 'b LE y']],
])('%s: %j', (expression, expected) => {
  expect(comparisons(expression)).toEqual(expected);
});

test.each([
  ['a = :v OR b = :w', 'Invalid operator used in KeyConditionExpression: OR'],
  ['NOT a = :v', 'Invalid operator used in KeyConditionExpression: NOT'],
  ['a <> :v', 'Invalid operator used in KeyConditionExpression: <>'],
  ['a IN (:v)', 'Invalid operator used in KeyConditionExpression: IN'],
  ['contains(a, :v)', 'Invalid operator used in KeyConditionExpression: contains'],
  ['size(a) = :v', 'KeyConditionExpressions cannot contain nested operations'],
  [':v BETWEEN a AND :w', 'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand'],
  ['a = b', 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'],
  [':v = :w', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
  ['a.b = :v', 'KeyConditionExpressions cannot have conditions on nested attributes'],
  ['a > :v AND a < :w', 'KeyConditionExpressions must only contain one condition per key'],
])('%s is refused', (expression, message) => {
  expect(() => comparisons(expression)).toThrow(message);
});
