/// <reference path="../dynalite.d.ts" />
import * as deleteItem from 'dynalite/validations/deleteItem.js';
import * as getItem from 'dynalite/validations/getItem.js';
import type { Members, StructuredType, TypeDefinition } from 'dynalite/validations/index.js';
import * as putItem from 'dynalite/validations/putItem.js';
import * as updateItem from 'dynalite/validations/updateItem.js';
import { ON_CONDITION_CHECK_FAILURE } from './on-condition-check-failure';
import type { ItemParameters, TransactItem, TransactParameters } from './parsed';
import { validationError } from '../errors';
import { deleteItemRules, getItemRules, putItemRules, updateItemRules } from './rules/single-items';

/*
 * The transactions that dynalite lacks, put together from its single-item operations
 * (DynamoDB API Reference, TransactGetItems and TransactWriteItems). Legacy parameters and
 * per-item ReturnValues do not exist there, so they are unknown parameters.
 */

const required = (type: TypeDefinition): StructuredType => ({ ...(typeof type === 'string' ? { type } : type), notNull: true });

const pick = (types: Members, names: readonly string[]): Record<string, TypeDefinition> =>
  Object.fromEntries(names.map((name) => [name, types[name]]));

const struct = (children: Members): StructuredType => ({ type: 'FieldStruct<TransactItem>', children });

const transactItems = (children: Members): StructuredType => ({
  type: 'List',
  notNull: true,
  lengthGreaterThanOrEqual: 1,
  lengthLessThanOrEqual: 100,
  children: { type: 'ValueStruct<TransactItem>', children },
});

const CONDITION = ['TableName', 'ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];

export const transactGetTypes: Members = {
  ...pick(getItem.types, ['ReturnConsumedCapacity']),
  TransactItems: transactItems({
    Get: required(struct(pick(getItem.types, ['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']))),
  }),
};

export const transactWriteTypes: Members = {
  ...pick(putItem.types, ['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics']),
  ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
  TransactItems: transactItems({
    ConditionCheck: struct({
      ...pick(deleteItem.types, ['Key', ...CONDITION]),
      ...ON_CONDITION_CHECK_FAILURE,
      ConditionExpression: required(deleteItem.types.ConditionExpression),
    }),
    Put: struct({ ...pick(putItem.types, ['Item', ...CONDITION]), ...ON_CONDITION_CHECK_FAILURE }),
    Delete: struct({ ...pick(deleteItem.types, ['Key', ...CONDITION]), ...ON_CONDITION_CHECK_FAILURE }),
    Update: struct({
      ...pick(updateItem.types, ['Key', ...CONDITION]),
      ...ON_CONDITION_CHECK_FAILURE,
      UpdateExpression: required(updateItem.types.UpdateExpression),
    }),
  }),
};

const RULES: Readonly<Record<keyof TransactItem, (data: ItemParameters) => void>> = {
  Get: getItemRules,
  ConditionCheck: deleteItemRules,
  Put: putItemRules,
  Delete: deleteItemRules,
  Update: updateItemRules,
};

export function transactionRules({ TransactItems }: TransactParameters): void {
  for (const item of TransactItems) {
    const kinds = Object.keys(item) as Array<keyof TransactItem>;
    if (kinds.length !== 1) throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    RULES[kinds[0]](item[kinds[0]]!);
  }
}
