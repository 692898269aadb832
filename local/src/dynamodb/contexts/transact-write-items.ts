import { itemWrite } from './item-write';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { TransactItem, TransactParameters } from '../request/parsed';

const ACTIONS = [['ConditionCheck', 'ConditionCheckItem'], ['Put', 'PutItem'], ['Delete', 'DeleteItem'], ['Update', 'UpdateItem']] as const;

/**
 * The permissions are those of the single actions, item by item (Using IAM with DynamoDB
 * transactions). ConditionCheckItem has EnclosingOperation as well: the Service Authorization
 * Reference leaves it out, the guide's examples rely on it.
 */
export function transactWriteItems(data: TransactParameters, scope: Scope): AuthorizationRequest[] {
  const cells = { returnConsumedCapacity: returnConsumedCapacityOf(data), enclosingOperation: 'TransactWriteItems' };
  const ofItem = (item: TransactItem): AuthorizationRequest[] => ACTIONS.flatMap(([member, action]) => {
    const write = item[member];
    return write ? itemWrite(action, write, scope, cells) : [];
  });
  return data.TransactItems.flatMap(ofItem);
}
