import { itemRead } from './item-read';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { TransactParameters } from '../request/parsed';

/** The permission is GetItem's, item by item (Using IAM with DynamoDB transactions). */
export function transactGetItems(data: TransactParameters, scope: Scope): AuthorizationRequest[] {
  const cells = { returnConsumedCapacity: returnConsumedCapacityOf(data), enclosingOperation: 'TransactGetItems' };
  return data.TransactItems.flatMap(({ Get }) => Get ? [itemRead(Get, scope, cells)] : []);
}
