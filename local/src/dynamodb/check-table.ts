/// <reference path="./dynalite.d.ts" />
import * as createTable from 'dynalite/validations/createTable.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { DynamoDbError, fromDynalite } from './errors';
import type { Table } from './table';

/** What CreateTable asks of a table: throws `DynamoDbError` for an index on an attribute without a type, a fifth key, …. */
export function checkTable(table: Table): void {
  const input = {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    GlobalSecondaryIndexes: table.globalSecondaryIndexes,
    LocalSecondaryIndexes: table.localSecondaryIndexes,
  };
  try {
    checkValidations(checkTypes(structuredClone(input), createTable.types), createTable.types, createTable.custom, { options: { maxItemSize: 0 } });
  } catch (error) {
    const { code, message } = fromDynalite(error);
    throw new DynamoDbError(code, `table ${table.name}: ${message}`);
  }
}
