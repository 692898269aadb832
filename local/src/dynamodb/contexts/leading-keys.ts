import { validationError } from '../errors';
import type { Comparisons } from '../request/parsed';
import type { KeySchemaElement, Table } from '../table';
import { partitionAttributes } from '../table';
import type { AttributeValue, Attributes } from '../values/attribute-value';

/** A key value as text. Numbers are canonical decimals by now; binary stays base64. AWS documents neither. */
function keyText(value: AttributeValue): string | undefined {
  const text = value.S ?? value.N ?? value.B;
  return typeof text === 'string' ? text : undefined;
}

const unique = (texts: ReadonlyArray<string | undefined>): string[] => [...new Set(texts.filter((text) => text !== undefined))];

function valueOf(item: Attributes, attribute: string, message: string): string {
  const text = Object.hasOwn(item, attribute) ? keyText(item[attribute]) : undefined;
  if (text === undefined) throw validationError(message);
  return text;
}

/**
 * The partition keys of items that a request names. Of a table that is not known, nothing says
 * which attribute it is, so every value that could be one is reported.
 */
export function partitionKeysOfItems(items: readonly Attributes[], table: Table | undefined, missing: (attribute: string) => string): string[][] {
  if (!table) return [unique(items.flatMap((item) => Object.values(item).map(keyText)))];
  return partitionAttributes(table.keySchema).map((attribute) => unique(items.map((item) => valueOf(item, attribute, missing(attribute)))));
}

export const KEY_MISMATCH = (): string => 'The provided key element does not match the schema';

export const MISSING_KEY = (attribute: string): string =>
  `One or more parameter values were invalid: Missing the key ${attribute} in the item`;

function equalityValue(conditions: Comparisons, attribute: string): string {
  const condition = Object.hasOwn(conditions, attribute) ? conditions[attribute] : undefined;
  if (!condition) throw validationError(`Query condition missed key schema element: ${attribute}`);
  const text = condition.ComparisonOperator === 'EQ' ? keyText(condition.AttributeValueList?.[0] ?? {}) : undefined;
  if (text === undefined) throw validationError('Query key condition not supported');
  return text;
}

/** The value that a Query compares each partition attribute with; without a schema, all values that it compares for equality. */
export function partitionKeysOfQuery(conditions: Comparisons, keySchema: readonly KeySchemaElement[] | undefined): string[][] {
  if (keySchema) return partitionAttributes(keySchema).map((attribute) => [equalityValue(conditions, attribute)]);
  const equalities = Object.values(conditions).filter((condition) => condition.ComparisonOperator === 'EQ');
  return [unique(equalities.flatMap((condition) => (condition.AttributeValueList ?? []).map(keyText)))];
}
