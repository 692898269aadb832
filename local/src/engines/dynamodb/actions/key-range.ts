import { validationError } from '../../../dynamodb/errors';
import type { Comparison, Comparisons } from '../../../dynamodb/request/parsed';
import type { KeySchemaElement } from '../../../dynamodb/table';
import type { AttributeValue } from '../../../dynamodb/values/attribute-value';
import { partitionText, partText } from '../keys';
import type { Range } from '../rows';
import type { TableItems } from '../table-items';

/** A condition on an attribute of the key. */
export interface KeyCondition {
  readonly name: string;
  readonly isPartition: boolean;
  readonly operator: string;
  readonly values: readonly AttributeValue[];
}

const UNINDEXED: ReadonlySet<string> = new Set(['NULL', 'NOT_NULL', 'NE', 'CONTAINS', 'NOT_CONTAINS', 'IN']);

const notSupported = (): never => {
  throw validationError('Query key condition not supported');
};

function keyCondition({ AttributeName: name, KeyType }: KeySchemaElement, comparison: Comparison, table: TableItems): KeyCondition {
  const { ComparisonOperator, AttributeValueList: values = [] } = comparison;
  const operator = ComparisonOperator!;
  const isPartition = KeyType === 'HASH';
  if (UNINDEXED.has(operator)) throw validationError('Attempted conditional constraint is not an indexable operation');
  if (values.some((value) => !(table.typeOf(name) in value))) {
    throw validationError('One or more parameter values were invalid: Condition parameter type does not match schema type');
  }
  if (isPartition && operator !== 'EQ') notSupported();
  return { name, isPartition, operator, values };
}

/** DynamoDB's words are those for keys of at most two attributes. */
const USUAL = 2;

/**
 * The conditions in the order of the key: all partition attributes have one, attributes of the sort
 * key have one as long as those before them are compared for equality.
 */
export function keyConditions(conditions: Comparisons, schema: readonly KeySchemaElement[], table: TableItems): KeyCondition[] {
  const count = Object.keys(conditions).length;
  if (count > USUAL && schema.length <= USUAL) throw validationError('Conditions can be of length 1 or 2 only');
  if (schema.length === 1 && count > 1) notSupported();
  const found: KeyCondition[] = [];
  for (const element of schema) {
    const { AttributeName: name, KeyType } = element;
    const comparison = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (!comparison && (KeyType === 'HASH' || found.length < count)) throw validationError(`Query condition missed key schema element: ${name}`);
    if (!comparison) break;
    if (found.some(({ operator }) => operator !== 'EQ')) notSupported();
    found.push(keyCondition(element, comparison, table));
  }
  if (found.length < count) notSupported();
  return found;
}

/** Behind whatever begins with a text. */
const END = '~';

type RangeOf = (prefix: string, values: readonly string[]) => Range;

const RANGES: ReadonlyMap<string, RangeOf> = new Map<string, RangeOf>([
  ['LT', (prefix, [value]) => ({ gte: prefix, lt: `${prefix}${value}/` })],
  ['LE', (prefix, [value]) => ({ gte: prefix, lte: `${prefix}${value}/${END}` })],
  ['GT', (prefix, [value]) => ({ gt: `${prefix}${value}/${END}`, lt: `${prefix}${END}` })],
  ['GE', (prefix, [value]) => ({ gte: `${prefix}${value}/`, lt: `${prefix}${END}` })],
  ['BEGINS_WITH', (prefix, [value]) => ({ gte: `${prefix}${value}`, lt: `${prefix}${value}${END}` })],
  ['BETWEEN', (prefix, [from, to]) => ({ gte: `${prefix}${from}/`, lte: `${prefix}${to}/${END}` })],
]);

/** The rows whose keys meet these conditions. */
export function keyRange(conditions: readonly KeyCondition[]): Range {
  const equal = conditions.filter(({ operator }) => operator === 'EQ');
  const prefix = partitionText(equal[0].values[0]) + equal.map(({ values: [value] }) => `${partText(value)}/`).join('');
  const last = conditions.find(({ operator }) => operator !== 'EQ');
  return last ? RANGES.get(last.operator)!(prefix, last.values.map(partText)) : { gte: prefix, lt: `${prefix}${END}` };
}
