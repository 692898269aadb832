import { attributeNames } from './attribute-names';
import type { Cells } from './authorization';
import { onTable } from './authorization';
import { returnValuesOf } from './cells';
import { KEY_MISMATCH, MISSING_KEY, partitionKeysOfItems } from './leading-keys';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { ItemParameters } from '../request/parsed';

/** A write (or a condition check) of one item, by itself or inside a transaction. */
export function itemWrite(action: string, data: ItemParameters, scope: Scope, cells: Cells): AuthorizationRequest[] {
  const table = scope.tables.get(data.TableName);
  const partitionKeys = partitionKeysOfItems([data.Item ?? data.Key ?? {}], table, data.Item ? MISSING_KEY : KEY_MISMATCH);
  const attributes = attributeNames(data);
  return returnValuesOf(data).map((returnValues) => onTable(action, data.TableName, scope, { partitionKeys, attributes, returnValues, ...cells }));
}
