import { returnConsumedCapacityOf } from './cells';
import { itemRead } from './item-read';
import { itemWrite } from './item-write';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import { throwIfFailed } from '../cancellation';
import { DynamoDbError } from '../errors';
import type { TransactItem, TransactParameters } from '../request/parsed';

const ACTIONS = [['ConditionCheck', 'ConditionCheckItem'], ['Put', 'PutItem'], ['Delete', 'DeleteItem'], ['Update', 'UpdateItem']] as const;

/** The permission is GetItem's, item by item (Using IAM with DynamoDB transactions). */
export function transactGet(data: TransactParameters, scope: Scope): AuthorizationRequest[] {
  const cells = { returnConsumedCapacity: returnConsumedCapacityOf(data), enclosingOperation: 'TransactGetItems' };
  return ofEach(data.TransactItems, ({ Get }) => Get ? [itemRead(Get, scope, cells)] : []);
}

/**
 * The permissions are those of the single actions, item by item (Using IAM with DynamoDB
 * transactions). ConditionCheckItem has EnclosingOperation as well: the Service Authorization
 * Reference leaves it out, the guide's examples rely on it.
 */
export function transactWrite(data: TransactParameters, scope: Scope): AuthorizationRequest[] {
  const cells = { returnConsumedCapacity: returnConsumedCapacityOf(data), enclosingOperation: 'TransactWriteItems' };
  const ofItem = (item: TransactItem): AuthorizationRequest[] => ACTIONS.flatMap(([member, action]) => {
    const write = item[member];
    return write ? itemWrite(action, write, scope, cells) : [];
  });
  return ofEach(data.TransactItems, ofItem);
}

/** An item without its key is a reason to cancel, as are the others that are found where it is carried out. */
function ofEach(items: readonly TransactItem[], requestsOf: (item: TransactItem) => AuthorizationRequest[]): AuthorizationRequest[] {
  return items.flatMap((item) => {
    try {
      return requestsOf(item);
    } catch (error) {
      if (error instanceof DynamoDbError) throwIfFailed(items.map((one) => one === item ? error : undefined));
      throw error;
    }
  });
}
