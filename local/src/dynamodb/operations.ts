/// <reference path="./dynalite.d.ts" />
import * as batchGetItem from 'dynalite/validations/batchGetItem.js';
import * as batchWriteItem from 'dynalite/validations/batchWriteItem.js';
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as deleteTable from 'dynalite/validations/deleteTable.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import * as getItem from 'dynalite/validations/getItem.js';
import type { CustomValidation, Members } from 'dynalite/validations/index.js';
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
import { checkBatchWrite } from './request/batch-rules';
import { ON_CONDITION_CHECK_FAILURE } from './request/on-condition-check-failure';
import type { BatchGetParameters, BatchWriteParameters, ItemParameters, TransactParameters } from './request/parsed';
import { checkSelect } from './request/select-rules';
import { checkTransaction, transactGetTypes, transactWriteTypes } from './request/transactions';

/** The parameters of every operation, validated. */
interface Parameters {
  readonly BatchGetItem: BatchGetParameters;
  readonly BatchWriteItem: BatchWriteParameters;
  readonly DeleteItem: ItemParameters;
  readonly DeleteTable: ItemParameters;
  readonly DescribeTable: ItemParameters;
  readonly GetItem: ItemParameters;
  readonly ListTables: object;
  readonly PutItem: ItemParameters;
  readonly Query: ItemParameters;
  readonly Scan: ItemParameters;
  readonly TransactGetItems: TransactParameters;
  readonly TransactWriteItems: TransactParameters;
  readonly UpdateItem: ItemParameters;
}

export type OperationName = keyof Parameters;

/** The parameters of an operation, the checks beyond their types, and what it is in IAM's terms. */
export interface OperationDefinition<Data = any> {
  readonly types: Members;
  readonly custom?: CustomValidation;
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

const also = (first: CustomValidation, second: CustomValidation): CustomValidation =>
  (data, store) => first(data, store) ?? second(data, store);

const writesItem = (action: string) => (data: ItemParameters, scope: Scope) =>
  itemWrite(action, data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) });

const ofTable = (action: string) => (data: ItemParameters, scope: Scope) => [onTable(action, data.TableName, scope)];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export const OPERATIONS: { readonly [Name in OperationName]: OperationDefinition<Parameters[Name]> } = {
  BatchGetItem: { ...batchGetItem, actions: batchGet },
  BatchWriteItem: { types: batchWriteItem.types, custom: also(checkBatchWrite, batchWriteItem.custom), actions: batchWrite },
  DeleteItem: {
    types: { ...deleteItem.types, ...RETURN_VALUES_OF_DELETE, ...ON_CONDITION_CHECK_FAILURE },
    custom: deleteItem.custom,
    actions: writesItem('DeleteItem'),
  },
  DeleteTable: { types: deleteTable.types, actions: ofTable('DeleteTable') },
  DescribeTable: { types: describeTable.types, actions: ofTable('DescribeTable') },
  GetItem: {
    types: getItem.types,
    custom: getItem.custom,
    actions: (data, scope) => [itemRead(data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) })],
  },
  // It knows no resource (Service Authorization Reference, Amazon DynamoDB).
  ListTables: { types: listTables.types, actions: () => [authorization('ListTables', '*')] },
  PutItem: { types: { ...putItem.types, ...ON_CONDITION_CHECK_FAILURE }, custom: putItem.custom, actions: writesItem('PutItem') },
  Query: { types: query.types, custom: also(query.custom, checkSelect), actions: queried },
  Scan: { types: { ...scan.types, ConsistentRead: 'Boolean' }, custom: also(scan.custom, checkSelect), actions: scanned },
  TransactGetItems: { types: transactGetTypes, custom: checkTransaction, actions: transactGet },
  TransactWriteItems: { types: transactWriteTypes, custom: checkTransaction, actions: transactWrite },
  UpdateItem: {
    types: { ...updateItem.types, ...ATTRIBUTE_UPDATES, ...ON_CONDITION_CHECK_FAILURE },
    custom: updateItem.custom,
    actions: writesItem('UpdateItem'),
  },
};

export function definitionOf(operation: OperationName): OperationDefinition {
  return OPERATIONS[operation];
}
