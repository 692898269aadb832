/// <reference path="./dynalite.d.ts" />
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
import type { AuthorizationRequest } from '../iam/request';
import { authorization, onTable } from './contexts/authorization';
import { batchGet, batchWrite } from './contexts/batches';
import { returnConsumedCapacityOf } from './contexts/cells';
import { itemRead } from './contexts/item-read';
import { itemWrite } from './contexts/item-write';
import type { Scope } from './contexts/scope';
import { queried, scanned } from './contexts/searches';
import { transactGet, transactWrite } from './contexts/transactions';
import { ON_CONDITION_CHECK_FAILURE } from './request/on-condition-check-failure';
import type { BatchGetParameters, BatchWriteParameters, ItemParameters, TransactParameters } from './request/parsed';
import { batchGetRules, batchWriteRules } from './request/rules/batches';
import { queryRules, scanRules } from './request/rules/searches';
import { deleteItemRules, getItemRules, putItemRules, updateItemRules } from './request/rules/single-items';
import {
  createTableRules, createTableTypes, expiryRules, expiryTypes, listTagsRules, listTagsTypes, tagRules, tagTypes, untagRules, untagTypes,
  updateTableRules, updateTableTypes, type CreateTableParameters, type ExpiryParameters, type TaggingParameters, type UpdateTableParameters,
} from './request/rules/tables';
import { transactGetTypes, transactionRules, transactWriteTypes } from './request/transactions';

/** The parameters of every operation, validated. */
interface Parameters {
  readonly BatchGetItem: BatchGetParameters;
  readonly BatchWriteItem: BatchWriteParameters;
  readonly CreateTable: CreateTableParameters;
  readonly DeleteItem: ItemParameters;
  readonly DeleteTable: ItemParameters;
  readonly DescribeTable: ItemParameters;
  readonly DescribeTimeToLive: ItemParameters;
  readonly GetItem: ItemParameters;
  readonly ListTables: object;
  readonly ListTagsOfResource: TaggingParameters;
  readonly PutItem: ItemParameters;
  readonly Query: ItemParameters;
  readonly Scan: ItemParameters;
  readonly TagResource: TaggingParameters;
  readonly TransactGetItems: TransactParameters;
  readonly TransactWriteItems: TransactParameters;
  readonly UntagResource: TaggingParameters;
  readonly UpdateItem: ItemParameters;
  readonly UpdateTable: UpdateTableParameters;
  readonly UpdateTimeToLive: ExpiryParameters;
}

export type OperationName = keyof Parameters;

/** Those that are about what tables there are, and how they are set up: that is the account's. */
const TABLE_OPERATIONS = [
  'CreateTable', 'DeleteTable', 'DescribeTimeToLive', 'ListTagsOfResource', 'TagResource', 'UntagResource', 'UpdateTable', 'UpdateTimeToLive',
] as const satisfies readonly OperationName[];

export type TableOperationName = typeof TABLE_OPERATIONS[number];

export function isTableOperation(operation: OperationName): operation is TableOperationName {
  return (TABLE_OPERATIONS as readonly string[]).includes(operation);
}

/** The parameters of an operation, the rules beyond their types, and what it is in IAM's terms. */
export interface OperationDefinition<Data = any> {
  readonly types: Members;
  /** Checks and completes the parameters, in place: numbers in their one form, expressions read. Throws `DynamoDbError`. */
  readonly rules?: (data: Data) => void;
  /** Every one must be allowed. */
  readonly actions: (data: Data, scope: Scope) => AuthorizationRequest[];
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

const writesItem = (action: string) => (data: ItemParameters, scope: Scope) =>
  itemWrite(action, data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) });

const ofTable = (action: string) => (data: { readonly TableName: string }, scope: Scope) => [onTable(action, data.TableName, scope)];

/** `ResourceArn` is a table's name by now. */
const ofTagged = (action: string) => (data: TaggingParameters, scope: Scope) => [
  onTable(action, data.ResourceArn, scope, { tags: data.Tags?.map(({ Key, Value }) => [Key, Value]), tagKeys: data.TagKeys }),
];

/** With tags it takes the right to tag, too (DynamoDB Developer Guide, Using attribute-based access control with DynamoDB). */
function createdTable({ TableName, Tags }: CreateTableParameters, scope: Scope): AuthorizationRequest[] {
  const tags = Tags?.map(({ Key, Value }) => [Key, Value] as const);
  return (Tags?.length ? ['CreateTable', 'TagResource'] : ['CreateTable']).map((action) => onTable(action, TableName, scope, { tags }));
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export const OPERATIONS: { readonly [Name in OperationName]: OperationDefinition<Parameters[Name]> } = {
  BatchGetItem: { types: batchGetItem.types, rules: batchGetRules, actions: batchGet },
  BatchWriteItem: { types: batchWriteItem.types, rules: batchWriteRules, actions: batchWrite },
  CreateTable: { types: createTableTypes, rules: createTableRules, actions: createdTable },
  DeleteItem: {
    types: { ...deleteItem.types, ...RETURN_VALUES_OF_DELETE, ...ON_CONDITION_CHECK_FAILURE },
    rules: deleteItemRules,
    actions: writesItem('DeleteItem'),
  },
  DeleteTable: { types: deleteTable.types, actions: ofTable('DeleteTable') },
  DescribeTable: { types: describeTable.types, actions: ofTable('DescribeTable') },
  DescribeTimeToLive: { types: describeTable.types, actions: ofTable('DescribeTimeToLive') },
  GetItem: {
    types: getItem.types,
    rules: getItemRules,
    actions: (data, scope) => [itemRead(data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) })],
  },
  // It knows no resource (Service Authorization Reference, Amazon DynamoDB).
  ListTables: { types: listTables.types, actions: () => [authorization('ListTables', '*')] },
  ListTagsOfResource: { types: listTagsTypes, rules: listTagsRules, actions: ofTagged('ListTagsOfResource') },
  PutItem: { types: { ...putItem.types, ...ON_CONDITION_CHECK_FAILURE }, rules: putItemRules, actions: writesItem('PutItem') },
  Query: { types: query.types, rules: queryRules, actions: queried },
  Scan: { types: { ...scan.types, ...SEGMENTS, ConsistentRead: 'Boolean' }, rules: scanRules, actions: scanned },
  TagResource: { types: tagTypes, rules: tagRules, actions: ofTagged('TagResource') },
  TransactGetItems: { types: transactGetTypes, rules: transactionRules, actions: transactGet },
  TransactWriteItems: { types: transactWriteTypes, rules: transactionRules, actions: transactWrite },
  UntagResource: { types: untagTypes, rules: untagRules, actions: ofTagged('UntagResource') },
  UpdateItem: {
    types: { ...updateItem.types, ...ATTRIBUTE_UPDATES, ...ON_CONDITION_CHECK_FAILURE },
    rules: updateItemRules,
    actions: writesItem('UpdateItem'),
  },
  UpdateTable: { types: updateTableTypes, rules: updateTableRules, actions: ofTable('UpdateTable') },
  UpdateTimeToLive: { types: expiryTypes, rules: expiryRules, actions: ofTable('UpdateTimeToLive') },
};

export function definitionOf(operation: OperationName): OperationDefinition {
  return OPERATIONS[operation];
}
