/// <reference path="../dynalite.d.ts" />
import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as deleteTable from 'dynalite/validations/deleteTable.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import type { Members } from 'dynalite/validations/index.js';
import * as listTables from 'dynalite/validations/listTables.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as query from 'dynalite/validations/query.js';
import * as scan from 'dynalite/validations/scan.js';
import * as updateItem from 'dynalite/validations/updateItem.js';
import { ON_CONDITION_CHECK_FAILURE } from './on-condition-check-failure';
import { batchGetRules, batchWriteRules } from './rules/batches';
import { queryRules, scanRules } from './rules/searches';
import { deleteItemRules, getItemRules, putItemRules, updateItemRules } from './rules/single-items';
import { transactionRules, transactGetTypes, transactWriteTypes } from './transactions';

/** The parameters of an operation and the rules beyond their types. */
export interface OperationDefinition {
  readonly types: Members;
  /** Checks and completes the parameters, in place: numbers in their one form, expressions read. Throws `DynamoDbError`. */
  readonly rules?: (data: any) => void;
}

const RETURN_VALUES_OF_DELETE: Members = { ReturnValues: { type: 'String', enum: ['ALL_OLD', 'NONE'] } };

/** dynalite leaves the action unchecked and ignores unknown ones. */
const ATTRIBUTE_UPDATES: Members = {
  AttributeUpdates: {
    type: 'Map<AttributeValueUpdate>',
    children: {
      type: 'ValueStruct<AttributeValueUpdate>',
      children: { Action: { type: 'String', enum: ['ADD', 'PUT', 'DELETE'] }, Value: 'AttrStruct<FieldStruct>' },
    },
  },
};

/** DynamoDB API Reference, Scan, TotalSegments: "greater than or equal to 1, and less than or equal to 1000000". */
const SEGMENTS: Members = {
  Segment: { type: 'Integer', greaterThanOrEqual: 0, lessThanOrEqual: 999_999 },
  TotalSegments: { type: 'Integer', greaterThanOrEqual: 1, lessThanOrEqual: 1_000_000 },
};

/** What engines carry out. */
export const OPERATIONS: ReadonlyMap<string, OperationDefinition> = new Map<string, OperationDefinition>([
  ['BatchGetItem', { types: batchGetItem.types, rules: batchGetRules }],
  ['BatchWriteItem', { types: batchWriteItem.types, rules: batchWriteRules }],
  ['DeleteItem', { types: { ...deleteItem.types, ...RETURN_VALUES_OF_DELETE, ...ON_CONDITION_CHECK_FAILURE }, rules: deleteItemRules }],
  ['DescribeTable', { types: describeTable.types }],
  ['GetItem', { types: getItem.types, rules: getItemRules }],
  ['ListTables', { types: listTables.types }],
  ['PutItem', { types: { ...putItem.types, ...ON_CONDITION_CHECK_FAILURE }, rules: putItemRules }],
  ['Query', { types: query.types, rules: queryRules }],
  ['Scan', { types: { ...scan.types, ...SEGMENTS, ConsistentRead: 'Boolean' }, rules: scanRules }],
  ['TransactGetItems', { types: transactGetTypes, rules: transactionRules }],
  ['TransactWriteItems', { types: transactWriteTypes, rules: transactionRules }],
  ['UpdateItem', { types: { ...updateItem.types, ...ATTRIBUTE_UPDATES, ...ON_CONDITION_CHECK_FAILURE }, rules: updateItemRules }],
]);

/** What no engine carries out: the stacks do, for tables that they let go of. */
export const STACK_OPERATIONS: ReadonlyMap<string, OperationDefinition> = new Map([['DeleteTable', { types: deleteTable.types }]]);
