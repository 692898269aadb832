import { DynamoDbError, validationError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import { member } from '../../../dynamodb/values/attribute-value';
import { checkKey } from '../key-rules';
import type { Store } from '../store';

/** DynamoDB Developer Guide, Quotas, Transactions: "cannot contain more than 4 MB of data". */
const MAX_BYTES = 4 * 1024 * 1024;

/** The item that an action is on, as text; none where the action is about to be refused for its table or key. */
function keyOf({ TableName, Item, Key }: ItemParameters, store: Store): string | undefined {
  try {
    const table = store.table(TableName);
    const key = Key ?? Object.fromEntries(table.keyNames.flatMap((name) => member(Item!, name) ? [[name, Item![name]]] : []));
    checkKey(key, table);
    return `${TableName} ${table.keyOf(key)}`;
  } catch (error) {
    if (error instanceof DynamoDbError) return undefined;
    throw error;
  }
}

/** Throws where two actions are on one item. */
export function refuseTwice(actions: readonly ItemParameters[], store: Store): void {
  const keys = actions.map((action) => keyOf(action, store)).filter((key) => key !== undefined);
  if (new Set(keys).size < keys.length) throw validationError('Transaction request cannot include multiple operations on one item');
}

export function refuseTooLarge(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_BYTES) {
    throw validationError('the aggregate size of the items in the transaction exceeds 4 MB');
  }
}
