/// <reference path="../dynalite.d.ts" />
import { randomUUID } from 'node:crypto';
import * as createTable from 'dynalite/validations/createTable.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { DynamoDbError, fromDynalite } from '../errors';
import { indexArn } from '../resources';
import { SecondaryIndex, Table } from '../table';

const ON_DEMAND = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 };

function describeIndex(index: SecondaryIndex, table: Table): object {
  return { ...index, IndexArn: indexArn(table.arn, index.IndexName), IndexSizeBytes: 0, ItemCount: 0 };
}

/** What CreateTable asks of a table is asked here: an index on an attribute without a type, a fifth key, … is an error at the start. */
function checkTable(table: Table): void {
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

/** The table as DescribeTable gives it and as dynalite's actions read it: ACTIVE from the start. */
export function tableDescription(table: Table): object {
  checkTable(table);
  return {
    TableName: table.name,
    TableArn: table.arn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: Date.now() / 1000,
    TableSizeBytes: 0,
    ItemCount: 0,
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    ProvisionedThroughput: ON_DEMAND,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(table.globalSecondaryIndexes?.length && {
      GlobalSecondaryIndexes: table.globalSecondaryIndexes.map((index) =>
        ({ ...describeIndex(index, table), IndexStatus: 'ACTIVE', ProvisionedThroughput: ON_DEMAND })),
    }),
    ...(table.localSecondaryIndexes?.length && {
      LocalSecondaryIndexes: table.localSecondaryIndexes.map((index) => describeIndex(index, table)),
    }),
  };
}
