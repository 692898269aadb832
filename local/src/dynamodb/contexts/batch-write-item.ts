import { attributeNames } from './attribute-names';
import { onTable } from './authorization';
import { KEY_MISMATCH, partitionKeysOfItems } from './leading-keys';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { BatchWriteParameters } from '../request/parsed';

/** One request per table with all its keys: a single foreign key refuses the whole call. */
export function batchWriteItem(data: BatchWriteParameters, scope: Scope): AuthorizationRequest[] {
  return Object.entries(data.RequestItems).map(([table, writes]) => {
    const items = writes.map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {});
    return onTable('BatchWriteItem', table, scope, {
      partitionKeys: partitionKeysOfItems(items, scope.tables.get(table), KEY_MISMATCH),
      attributes: attributeNames({ Keys: items }),
      returnConsumedCapacity: returnConsumedCapacityOf(data),
    });
  });
}
