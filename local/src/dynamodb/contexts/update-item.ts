import { itemWrite } from './item-write';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

export function updateItem(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return itemWrite('UpdateItem', data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) });
}
