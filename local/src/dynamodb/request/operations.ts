/// <reference path="../dynalite.d.ts" />
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
import { checkBatchWrite } from './batch-rules';
import { ON_CONDITION_CHECK_FAILURE } from './on-condition-check-failure';
import { checkSelect } from './select-rules';
import { checkTransaction, transactGetTypes, transactWriteTypes } from './transactions';

/** The parameters of an operation and the checks beyond their types. */
export interface OperationDefinition {
  readonly types: Members;
  readonly custom?: CustomValidation;
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

/** What engines carry out. */
export const OPERATIONS: ReadonlyMap<string, OperationDefinition> = new Map<string, OperationDefinition>([
  ['BatchGetItem', batchGetItem],
  ['BatchWriteItem', { types: batchWriteItem.types, custom: also(checkBatchWrite, batchWriteItem.custom) }],
  ['DeleteItem', { types: { ...deleteItem.types, ...RETURN_VALUES_OF_DELETE, ...ON_CONDITION_CHECK_FAILURE }, custom: deleteItem.custom }],
  ['DescribeTable', describeTable],
  ['GetItem', getItem],
  ['ListTables', listTables],
  ['PutItem', { types: { ...putItem.types, ...ON_CONDITION_CHECK_FAILURE }, custom: putItem.custom }],
  ['Query', { types: query.types, custom: also(query.custom, checkSelect) }],
  ['Scan', { types: { ...scan.types, ConsistentRead: 'Boolean' }, custom: also(scan.custom, checkSelect) }],
  ['TransactGetItems', { types: transactGetTypes, custom: checkTransaction }],
  ['TransactWriteItems', { types: transactWriteTypes, custom: checkTransaction }],
  ['UpdateItem', { types: { ...updateItem.types, ...ATTRIBUTE_UPDATES, ...ON_CONDITION_CHECK_FAILURE }, custom: updateItem.custom }],
]);

/** What no engine carries out: the stacks do, for tables that they let go of. */
export const STACK_OPERATIONS: ReadonlyMap<string, OperationDefinition> = new Map([['DeleteTable', deleteTable]]);
