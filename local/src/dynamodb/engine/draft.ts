/// <reference path="../dynalite.d.ts" />
import { Callback, itemSize } from 'dynalite/db/index.js';
import { Collection } from './collection';
import { Store } from './store';

type Write = () => void;
type Release = <T>(callback: T) => T;

const ignore = (): void => undefined;

/** A collection whose writes are kept back. */
class DraftCollection {
  constructor(private readonly base: Collection, private readonly writes: Write[], private readonly noted: (item: object) => void = ignore) {}

  get(key: string, callback: Callback<object>): void {
    this.base.get(key, callback);
  }

  put(key: string, item: object, callback: Callback<void>): void {
    this.noted(item);
    this.writes.push(() => this.base.put(key, item, ignore));
    callback(null);
  }

  del(key: string, callback: Callback<void>): void {
    this.writes.push(() => this.base.del(key, ignore));
    callback(null);
  }

  lock(_key: string, action: (release: Release) => void): void {
    action((callback) => callback);
  }
}

/**
 * The store as an action on one item sees it, with the action's writes (of the item and of its
 * index rows) kept back until `commit`. Reads do not see them: a transaction names no item twice.
 */
export class Draft {
  readonly options: Store['options'];
  /** Bytes of the items put. */
  size = 0;
  private readonly writes: Write[] = [];

  constructor(private readonly base: Store) {
    this.options = base.options;
  }

  getTable(name: string, ...rest: [Callback<object>] | [boolean, Callback<object>]): void {
    this.base.getTable(name, ...rest);
  }

  getItemDb(table: string): DraftCollection {
    return new DraftCollection(this.base.getItemDb(table), this.writes, (item) => { this.size += itemSize(item); });
  }

  getIndexDb(kind: string, table: string, index: string): DraftCollection {
    return new DraftCollection(this.base.getIndexDb(kind, table, index), this.writes);
  }

  commit(): void {
    this.writes.forEach((write) => write());
  }
}
