import { attributeNames } from './attribute-names';
import { onTable } from './authorization';
import { KEY_MISMATCH, partitionKeysOfItems } from './leading-keys';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { selectOf } from './select';
import { AuthorizationRequest } from '../../iam/request';
import { BatchGetParameters } from '../request/parsed';

/** One request per table with all its keys: a single foreign key refuses the whole call. */
export function batchGetItem(data: BatchGetParameters, scope: Scope): AuthorizationRequest[] {
  return Object.entries(data.RequestItems).map(([table, request]) => onTable('BatchGetItem', table, scope, {
    partitionKeys: partitionKeysOfItems(request.Keys ?? [], scope.tables.get(table), KEY_MISMATCH),
    attributes: attributeNames(request),
    select: selectOf(request),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  }));
}
