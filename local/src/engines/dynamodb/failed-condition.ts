import { currentItem } from './current-item';
import type { Store } from './store';
import { DynamoDbError } from '../../dynamodb/errors';
import type { ItemParameters } from '../../dynamodb/request/parsed';

/**
 * `ReturnValuesOnConditionCheckFailure=ALL_OLD` adds the item to the error (DynamoDB API Reference,
 * ConditionalCheckFailedException). Called before the failed action has returned: the item is the one it was judged on.
 */
export function withItem(error: DynamoDbError, data: ItemParameters, store: Store): DynamoDbError {
  if (error.code !== 'ConditionalCheckFailedException' || data.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return error;
  const item = currentItem(data, store);
  return item ? new DynamoDbError(error.code, error.message, error.status, { ...error.members, Item: item }) : error;
}
