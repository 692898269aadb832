import type { Stream } from 'node:stream';
import type { Callback } from 'dynalite/db/index.js';
import { emptyRows, rowsIn, type Range } from './rows';
import { valueStream } from './value-stream';

type Release = <T>(callback: T) => T;

/** Without inherited names and without the members that dynalite leaves undefined in index rows. */
function stored(item: object): object {
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)));
}

/** One of dynalite's databases, answering at once: an action on an item runs to its end before another begins. */
export class Collection {
  private readonly rows = emptyRows();

  get(key: string, callback: Callback<object>): void {
    callback(null, this.rows.get(key));
  }

  put(key: string, item: object, callback: Callback<void>): void {
    this.set(key, item);
    callback(null);
  }

  del(key: string, callback: Callback<void>): void {
    this.set(key, null);
    callback(null);
  }

  /** Nothing to wait for, since nothing runs in between. */
  lock(_key: string, action: (release: Release) => void): void {
    action((callback) => callback);
  }

  createKeyStream(range: Range): Stream {
    return valueStream(rowsIn(this.rows, range).map(([key]) => key));
  }

  createValueStream(range: Range): Stream {
    return valueStream(rowsIn(this.rows, range).map(([, item]) => item));
  }

  /** Null deletes. */
  set(key: string, item: object | null): void {
    if (item) this.rows.set(key, stored(item)); else this.rows.delete(key);
  }

  /** In the order of their keys. */
  entries(): Array<[key: string, item: object]> {
    return rowsIn(this.rows, {});
  }
}
