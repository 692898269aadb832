/// <reference path="../../../dynamodb/dynalite.d.ts" />
import { createKey, validateKey } from 'dynalite/db/index.js';
import { validationError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Table, Tables } from '../../../dynamodb/table';
import type { Store } from '../store';

/** DynamoDB Developer Guide, Quotas, Transactions: "cannot contain more than 4 MB of data". */
const MAX_BYTES = 4 * 1024 * 1024;

/** dynalite's key of the item that an action is on; none where the action is about to be refused for its key. */
function keyOf(action: ItemParameters, table: Table, store: Store): string | undefined {
  const named = action.Item ?? action.Key ?? {};
  const key = Object.fromEntries(table.keySchema.map(({ AttributeName }) => [AttributeName, named[AttributeName]]));
  let text: string | undefined;
  store.getTable(table.name, (_, description) => {
    if (description && !validateKey(key, description)) text = `${table.name} ${createKey(key, description)}`;
  });
  return text;
}

/** Throws where two actions are on one item. */
export function refuseTwice(actions: readonly ItemParameters[], tables: Tables, store: Store): void {
  const keys = actions.flatMap((action) => {
    const table = tables.get(action.TableName);
    return table ? keyOf(action, table, store) ?? [] : [];
  });
  if (new Set(keys).size < keys.length) throw validationError('Transaction request cannot include multiple operations on one item');
}

export function refuseTooLarge(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_BYTES) {
    throw validationError('the aggregate size of the items in the transaction exceeds 4 MB');
  }
}
