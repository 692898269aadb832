import { attributeNames } from './attribute-names';
import type { Cells } from './authorization';
import { onTable } from './authorization';
import { selectOf } from './cells';
import { KEY_MISMATCH, partitionKeysOfItems } from './leading-keys';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { ItemParameters } from '../request/parsed';

/** A read of one item, by itself or inside a transaction. */
export function itemRead(data: ItemParameters, scope: Scope, cells: Cells): AuthorizationRequest {
  return onTable('GetItem', data.TableName, scope, {
    partitionKeys: partitionKeysOfItems([data.Key ?? {}], scope.tables.get(data.TableName), KEY_MISMATCH),
    attributes: attributeNames(data),
    select: selectOf(data),
    ...cells,
  });
}
