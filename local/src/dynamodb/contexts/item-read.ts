import { attributeNames } from './attribute-names';
import { Cells, onTable } from './authorization';
import { KEY_MISMATCH, partitionKeysOfItems } from './leading-keys';
import { Scope } from './scope';
import { selectOf } from './cells';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

/** A read of one item, by itself or inside a transaction. */
export function itemRead(data: ItemParameters, scope: Scope, cells: Cells): AuthorizationRequest {
  return onTable('GetItem', data.TableName, scope, {
    partitionKeys: partitionKeysOfItems([data.Key ?? {}], scope.tables.get(data.TableName), KEY_MISMATCH),
    attributes: attributeNames(data),
    select: selectOf(data),
    ...cells,
  });
}
