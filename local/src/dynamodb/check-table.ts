/// <reference path="./dynalite.d.ts" />
import * as createTable from 'dynalite/validations/createTable.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { checkIndexKeys } from './check-index-keys';
import { DynamoDbError, fromDynalite } from './errors';
import type { SecondaryIndex, Table } from './table';

/** As far as dynalite knows keys: a partition attribute, and one to sort by. */
export function withoutMore(index: SecondaryIndex): SecondaryIndex {
  const ofType = (type: string) => index.KeySchema.filter(({ KeyType }) => KeyType === type).slice(0, 1);
  return { ...index, KeySchema: [...ofType('HASH'), ...ofType('RANGE')] };
}

/** What CreateTable asks of a table: throws `DynamoDbError` for an index on an attribute without a type, a fifth partition attribute, …. */
export function checkTable(table: Table): void {
  const input = {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    GlobalSecondaryIndexes: table.globalSecondaryIndexes?.map(withoutMore),
    LocalSecondaryIndexes: table.localSecondaryIndexes,
  };
  try {
    table.globalSecondaryIndexes?.forEach((index) => checkIndexKeys(index, table.attributeDefinitions));
    checkValidations(checkTypes(structuredClone(input), createTable.types), createTable.types, createTable.custom, { options: { maxItemSize: 0 } });
  } catch (error) {
    const { code, message } = fromDynalite(error);
    throw new DynamoDbError(code, `table ${table.name}: ${message}`);
  }
}
