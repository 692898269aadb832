/// <reference path="../../dynamodb/dynalite.d.ts" />
import type { Callback } from 'dynalite/db/index.js';
import { updateIndexes } from 'dynalite/db/index.js';
import { Collection } from './collection';
import type { TableDescription } from './table-description';
import { DynamoDbError } from '../../dynamodb/errors';

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
    return this.collection(`${table} items`);
  }

  getIndexDb(kind: string, table: string, index: string): Collection {
    return this.collection(`${table} index ${kind.toLowerCase()} ${index}`);
  }

  get tables(): TableDescription[] {
    return this.tableDb.entries().map(([, table]) => table as TableDescription);
  }

  /** Tables that are not among these go with their items. Index rows stay as they are. */
  setTables(tables: readonly TableDescription[]): void {
    const names = new Set(tables.map(({ TableName }) => TableName));
    for (const { TableName } of this.tables) {
      if (!names.has(TableName)) this.drop(TableName);
    }
    tables.forEach((table) => this.tableDb.set(table.TableName, table));
  }

  /** Makes the rows of all indexes of a table, and no others, from its items. */
  rebuildIndexes(table: TableDescription): void {
    this.dropCollections(`${table.TableName} index `);
    const failed = (error: unknown): void => { if (error) throw error; };
    for (const [, item] of this.getItemDb(table.TableName).entries()) updateIndexes(this, table, undefined, item, failed);
  }

  private drop(table: string): void {
    this.tableDb.set(table, null);
    this.dropCollections(`${table} `);
  }

  private dropCollections(prefix: string): void {
    for (const name of this.collections.keys()) {
      if (name.startsWith(prefix)) this.collections.delete(name);
    }
  }

  private collection(name: string): Collection {
    const existing = this.collections.get(name);
    if (existing) return existing;
    const created = new Collection();
    this.collections.set(name, created);
    return created;
  }
}
