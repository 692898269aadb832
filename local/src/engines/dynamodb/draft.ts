/// <reference path="../../dynamodb/dynalite.d.ts" />
import type { Callback } from 'dynalite/db/index.js';
import { itemSize } from 'dynalite/db/index.js';
import type { Collection } from './collection';
import type { ItemWrite } from './log-record';
import type { Store } from './store';

type Release = <T>(callback: T) => T;

interface Write {
  readonly to: Collection;
  /** Absent where the row is an index's. */
  readonly table?: string;
  readonly key: string;
  readonly item: object | null;
}

/** A collection whose writes are kept back. */
class DraftCollection {
  constructor(private readonly base: Collection, private readonly writes: Write[], private readonly table?: string) {}

  get(key: string, callback: Callback<object>): void {
    this.base.get(key, callback);
  }

  put(key: string, item: object, callback: Callback<void>): void {
    this.writes.push({ to: this.base, table: this.table, key, item });
    callback(null);
  }

  del(key: string, callback: Callback<void>): void {
    this.writes.push({ to: this.base, table: this.table, key, item: null });
    callback(null);
  }

  lock(_key: string, action: (release: Release) => void): void {
    action((callback) => callback);
  }
}

/**
 * The store as an action sees it, with the action's writes (of items and of their index rows)
 * kept back until `commit`. Reads do not see them: neither a batch nor a transaction names an item twice.
 */
export class Draft {
  readonly options: Store['options'];
  private readonly writes: Write[] = [];

  constructor(private readonly base: Store) {
    this.options = base.options;
  }

  getTable(name: string, ...rest: [Callback<object>] | [boolean, Callback<object>]): void {
    this.base.getTable(name, ...rest);
  }

  getItemDb(table: string): DraftCollection {
    return new DraftCollection(this.base.getItemDb(table), this.writes, table);
  }

  getIndexDb(kind: string, table: string, index: string): DraftCollection {
    return new DraftCollection(this.base.getIndexDb(kind, table, index), this.writes);
  }

  /** The writes of items alone. */
  get items(): ItemWrite[] {
    return this.writes.flatMap(({ table, key, item }) => table === undefined ? [] : [[table, key, item] as const]);
  }

  /** Bytes of the items put. */
  get size(): number {
    return this.items.reduce((sum, [, , item]) => item ? sum + itemSize(item) : sum, 0);
  }

  commit(): void {
    this.writes.forEach(({ to, key, item }) => to.set(key, item));
  }
}
