import type { ItemWrite, LogRecord } from './log-record';
import { Store } from './store';
import { RequestTokens } from './transactions/request-tokens';

/** Items in one record of a compacted log. */
const BATCH = 100;

/** All that an engine holds, as its log tells it. */
export class Contents {
  readonly store = new Store();
  readonly tokens: RequestTokens;

  constructor(clock: () => number) {
    this.tokens = new RequestTokens(clock);
  }

  /** Does what a record tells. */
  replay(record: LogRecord): void {
    if ('tables' in record) return this.store.setTables(record.tables);
    this.store.write(record.writes);
    if (record.used) this.tokens.done(record.used);
  }

  /** The fewest records that tell of everything. */
  * records(): Iterable<LogRecord> {
    const { all, descriptions } = this.store;
    yield { tables: descriptions };
    for (const { name, items } of all) {
      const writes = [...items.entries()].map(([key, item]): ItemWrite => [name, key, item]);
      for (let start = 0; start < writes.length; start += BATCH) yield { writes: writes.slice(start, start + BATCH) };
    }
    for (const used of this.tokens.valid()) yield { writes: [], used };
  }
}
