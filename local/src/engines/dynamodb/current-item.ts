/// <reference path="../../dynamodb/dynalite.d.ts" />
import { createKey, validateKey } from 'dynalite/db/index.js';
import type { Store } from './store';
import type { Attributes, ItemParameters } from '../../dynamodb/request/parsed';

/** The item that a write is on, as it is before; none either where its key does not fit the table. */
export function currentItem(data: ItemParameters, store: Store): Attributes | undefined {
  const named = data.Item ?? data.Key ?? {};
  let item: object | undefined;
  store.getTable(data.TableName, (_, table) => {
    if (!table || (data.Key && validateKey(data.Key, table))) return;
    store.getItemDb(data.TableName).get(createKey(named, table), (__, found) => { item = found; });
  });
  return item as Attributes | undefined;
}
