import type { ItemWrite, LogRecord } from './log-record';
import { Store } from './store';
import { RequestTokens } from './transactions/request-tokens';

/** Items in one record of a compacted log. */
const BATCH = 100;

/** All that an engine holds: what its log tells of, and the index rows that follow from it. */
export class Contents {
  readonly store = new Store();
  readonly tokens: RequestTokens;

  constructor(clock: () => number) {
    this.tokens = new RequestTokens(clock);
  }

  /** Does what a record tells, index rows aside. */
  replay(record: LogRecord): void {
    if ('tables' in record) return this.store.setTables(record.tables);
    for (const [table, key, item] of record.writes) this.store.getItemDb(table).set(key, item);
    if (record.used) this.tokens.done(record.used);
  }

  rebuildIndexes(): void {
    this.store.tables.forEach((table) => this.store.rebuildIndexes(table));
  }

  /** The fewest records that tell of everything. */
  * records(): Iterable<LogRecord> {
    const { tables } = this.store;
    yield { tables };
    for (const { TableName } of tables) {
      const writes = this.store.getItemDb(TableName).entries().map(([key, item]): ItemWrite => [TableName, key, item]);
      for (let start = 0; start < writes.length; start += BATCH) yield { writes: writes.slice(start, start + BATCH) };
    }
    for (const used of this.tokens.valid()) yield { writes: [], used };
  }
}
