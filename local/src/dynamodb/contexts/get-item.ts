import { itemRead } from './item-read';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

export function getItem(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return [itemRead(data, scope, { returnConsumedCapacity: returnConsumedCapacityOf(data) })];
}
