import { attributeNames } from './attribute-names';
import { onTable } from './authorization';
import { returnConsumedCapacityOf, selectOf } from './cells';
import { KEY_MISMATCH, partitionKeysOfItems } from './leading-keys';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { BatchGetParameters, BatchWriteParameters } from '../request/parsed';

/** One request per table with all its keys: a single foreign key refuses the whole call. */
export function batchGet(data: BatchGetParameters, scope: Scope): AuthorizationRequest[] {
  return Object.entries(data.RequestItems).map(([table, request]) => onTable('BatchGetItem', table, scope, {
    partitionKeys: partitionKeysOfItems(request.Keys ?? [], scope.tables.get(table), KEY_MISMATCH),
    attributes: attributeNames(request),
    select: selectOf(request),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  }));
}

/** The same for writes. */
export function batchWrite(data: BatchWriteParameters, scope: Scope): AuthorizationRequest[] {
  return Object.entries(data.RequestItems).map(([table, writes]) => {
    const items = writes.map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {});
    return onTable('BatchWriteItem', table, scope, {
      partitionKeys: partitionKeysOfItems(items, scope.tables.get(table), KEY_MISMATCH),
      attributes: attributeNames({ Keys: items }),
      returnConsumedCapacity: returnConsumedCapacityOf(data),
    });
  });
}
