/// <reference path="../../dynamodb/dynalite.d.ts" />
import { hash } from 'node:crypto';
import { hashPrefix, toRangeStr } from 'dynalite/db/index.js';
import type { KeySchemaElement } from '../../dynamodb/table';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { typeOf } from '../../dynamodb/values/attribute-value';

/*
 * Keys as text, in the order in which DynamoDB reads them: hashes of partition keys first, and
 * within a partition the sort keys in their order. dynalite found both out. All attributes of a key are there, of the right type.
 */

/** What DynamoDB hashes before a key. */
const SALT = 'Outliers';
/** Digits of a hash that count. */
const DIGITS = 6;

const contentOf = (value: AttributeValue): string => value[typeOf(value)] as string;

/** dynalite's hash, of texts in one go. */
function hashText(first: AttributeValue, second?: AttributeValue): string {
  const areTexts = 'S' in first && (second === undefined || 'S' in second);
  if (areTexts) return hash('md5', `${SALT}${contentOf(first)}${second === undefined ? '' : contentOf(second)}`).slice(0, DIGITS);
  return hashPrefix(contentOf(first), typeOf(first), second && contentOf(second), second && typeOf(second));
}

/** With what the keys of a partition begin; `first` is the value of its first attribute. */
export const partitionText = (first: AttributeValue): string => `${hashText(first)}/`;

/** One value within a key. */
export const partText = (value: AttributeValue): string => toRangeStr(contentOf(value), typeOf(value));

export function keyText(item: Attributes, schema: readonly KeySchemaElement[]): string {
  let text = partitionText(item[schema[0].AttributeName]);
  for (const { AttributeName } of schema) text += `${partText(item[AttributeName])}/`;
  return text;
}

/** Of a row of an index. Rows that have the same key in it are told apart by the keys of their items: `itemKey` is that as text. */
export function rowText(
  item: Attributes, schema: readonly KeySchemaElement[], tableSchema: readonly KeySchemaElement[], itemKey = keyText(item, tableSchema),
): string {
  const [partition, sort] = tableSchema.map(({ AttributeName }) => item[AttributeName]);
  return `${keyText(item, schema)}${hashText(partition, sort)}/${itemKey}`;
}
