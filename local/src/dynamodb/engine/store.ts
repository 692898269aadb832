import { Callback } from 'dynalite/db/index.js';
import { Collection } from './collection';
import { DynamoDbError } from '../errors';

/**
 * The store that dynalite's actions work on, in memory, in place of its own on a level database.
 * Only this file and `collection.ts` know what the actions ask of one.
 */
export class Store {
  readonly options = { maxItemSize: 400 * 1024 };
  readonly tableDb = new Collection();
  private readonly collections = new Map<string, Collection>();

  getTable(name: string, ...rest: [Callback<object>] | [boolean, Callback<object>]): void {
    // Reads of items pass the callback alone, and then the message does not name the table.
    const [named, callback] = rest.length === 1 ? [false, rest[0]] : [!rest[0], rest[1]];
    this.tableDb.get(name, (_, table) => {
      if (table) return callback(null, table);
      return callback(new DynamoDbError('ResourceNotFoundException', `Requested resource not found${named ? `: Table: ${name} not found` : ''}`));
    });
  }

  getItemDb(table: string): Collection {
    return this.collection(`item ${table}`);
  }

  getIndexDb(kind: string, table: string, index: string): Collection {
    return this.collection(`index ${kind.toLowerCase()} ${table} ${index}`);
  }

  private collection(name: string): Collection {
    const existing = this.collections.get(name);
    if (existing) return existing;
    const created = new Collection();
    this.collections.set(name, created);
    return created;
  }
}
