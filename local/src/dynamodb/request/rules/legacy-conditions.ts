import { validationError } from '../../errors';
import type { AttributeValue } from '../../values/attribute-value';
import { typeOf } from '../../values/attribute-value';
import { checkValue } from '../../values/check-value';
import { compare } from '../../values/order';
import type { Comparison, Comparisons } from '../parsed';

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

const TEXT = ['S', 'B'];
const SCALARS = ['S', 'N', 'B'];

interface OperatorRule {
  readonly operands: number;
  /** Any, where not given. */
  readonly types?: readonly string[];
}

/** Any number but none. */
const SEVERAL = Infinity;

/** DynamoDB API Reference, Condition, ComparisonOperator. */
const OPERATORS: ReadonlyMap<string, OperatorRule> = new Map<string, OperatorRule>([
  ['NULL', { operands: 0 }],
  ['NOT_NULL', { operands: 0 }],
  ['EQ', { operands: 1 }],
  ['NE', { operands: 1 }],
  ['LE', { operands: 1, types: SCALARS }],
  ['LT', { operands: 1, types: SCALARS }],
  ['GE', { operands: 1, types: SCALARS }],
  ['GT', { operands: 1, types: SCALARS }],
  ['CONTAINS', { operands: 1, types: SCALARS }],
  ['NOT_CONTAINS', { operands: 1, types: SCALARS }],
  ['BEGINS_WITH', { operands: 1, types: TEXT }],
  ['IN', { operands: SEVERAL, types: SCALARS }],
  ['BETWEEN', { operands: 2, types: SCALARS }],
]);

function checkOperands(operator: string, values: readonly AttributeValue[]): void {
  const { operands, types } = OPERATORS.get(operator)!;
  if (operands === SEVERAL ? values.length === 0 : values.length !== operands) {
    invalid(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  const [first, ...others] = values.map(typeOf);
  if (others.some((type) => type !== first)) invalid('AttributeValues inside AttributeValueList must be of same type');
  if (types && first !== undefined && !types.includes(first)) invalid(`ComparisonOperator ${operator} is not valid for ${first} AttributeValue type`);
  if (operator === 'BETWEEN' && compare(values[0], values[1])! > 0) {
    throw validationError('The BETWEEN condition was provided a range where the lower bound is greater than the upper bound');
  }
}

/** Of KeyConditions, QueryFilter and ScanFilter. */
export function checkConditions(conditions: Comparisons = {}): void {
  for (const { ComparisonOperator, AttributeValueList = [] } of Object.values(conditions)) {
    AttributeValueList.forEach(checkValue);
    checkOperands(ComparisonOperator!, AttributeValueList);
  }
}

const NEEDS_VALUE: ReadonlySet<string> = new Set([...OPERATORS.keys()].filter((operator) => OPERATORS.get(operator)!.operands > 0));

function checkComparison(name: string, operator: string, { AttributeValueList, Value, Exists }: Comparison): void {
  if (Exists !== undefined) invalid(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
  if (NEEDS_VALUE.has(operator) && !AttributeValueList && !Value) {
    invalid(`Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${name}`);
  }
  checkOperands(operator, AttributeValueList ?? (Value ? [Value] : []));
}

function checkExistence(name: string, { AttributeValueList, Value, Exists }: Comparison): void {
  if (AttributeValueList) invalid(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
  if (Exists !== false && !Value) invalid(`Value must be provided when Exists is ${Exists ?? 'null'} for Attribute: ${name}`);
  if (Exists === false && Value) invalid(`Value cannot be used when Exists is false for Attribute: ${name}`);
}

/** Of Expected. */
export function checkExpected(expected: Comparisons = {}): void {
  for (const [name, comparison] of Object.entries(expected)) {
    const { AttributeValueList, Value, ComparisonOperator } = comparison;
    if (AttributeValueList && Value) invalid(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
    [...AttributeValueList ?? [], ...Value ? [Value] : []].forEach(checkValue);
    if (ComparisonOperator === undefined) checkExistence(name, comparison);
    else checkComparison(name, ComparisonOperator, comparison);
  }
}

/** It joins conditions, so there must be some. */
export function checkConditionalOperator(operator: string | undefined, conditions: Comparisons = {}): void {
  if (operator !== undefined && Object.keys(conditions).length === 0) {
    throw validationError('ConditionalOperator cannot be used without Filter or Expected');
  }
}
