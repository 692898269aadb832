/// <reference path="../../dynamodb/dynalite.d.ts" />
import { createIndexKey, createKey, hashPrefix, toRangeStr } from 'dynalite/db/index.js';
import type { TableDescription } from './table-description';
import type { KeySchemaElement } from '../../dynamodb/table';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { typeOf } from '../../dynamodb/values/attribute-value';

/*
 * Keys as text, in the order in which DynamoDB reads them: hashes of partition keys first, and
 * within a partition the sort keys in their order. dynalite found both out.
 */

export const keyText = (item: Attributes, table: TableDescription): string => createKey(item, table);

/** Rows of an index that have the same key in it are told apart by the keys of their items. */
export const rowText = (item: Attributes, table: TableDescription, schema: readonly KeySchemaElement[]): string =>
  `${createIndexKey(item, table, schema)}/${createKey(item, table)}`;

/** With what the keys of a partition begin; `first` is the value of its first attribute. */
export const partitionText = (first: AttributeValue): string => `${hashPrefix(Object.values(first)[0] as string, typeOf(first))}/`;

/** One value within a key. */
export const partText = (value: AttributeValue): string => toRangeStr(Object.values(value)[0] as string, typeOf(value));
