/// <reference path="../dynalite.d.ts" />
import { createKey } from 'dynalite/db/index.js';
import { Store } from './store';
import { DynamoDbError } from '../errors';
import { ItemParameters } from '../request/parsed';

function currentItem(data: ItemParameters, store: Store): object | undefined {
  let item: object | undefined;
  store.getTable(data.TableName, (_, table) => {
    if (table) store.getItemDb(data.TableName).get(createKey(data.Item ?? data.Key ?? {}, table), (__, found) => { item = found; });
  });
  return item;
}

/**
 * `ReturnValuesOnConditionCheckFailure=ALL_OLD` adds the item to the error (DynamoDB API Reference,
 * ConditionalCheckFailedException). Called before the failed action has returned: the item is the one it was judged on.
 */
export function withItem(error: DynamoDbError, data: ItemParameters, store: Store): DynamoDbError {
  if (error.code !== 'ConditionalCheckFailedException' || data.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return error;
  const item = currentItem(data, store);
  return item ? new DynamoDbError(error.code, error.message, error.status, { ...error.members, Item: item }) : error;
}
