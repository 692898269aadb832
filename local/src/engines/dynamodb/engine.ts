import { join } from 'node:path';
import { READS, WRITES } from './actions';
import type { Attempt } from './actions/attempt';
import { Contents } from './contents';
import { describedTables } from './described-tables';
import type { Answer, DynamoDbEngine, ReadRequest } from './dynamodb-engine';
import { FileLog } from './file-log';
import { type Log, NO_LOG } from './log';
import type { ItemWrite } from './log-record';
import type { UsedToken } from './transactions/request-tokens';
import { transactGetItems } from './transactions/transact-get-items';
import { transactWriteItems } from './transactions/transact-write-items';
import type { Transaction } from './transactions/transaction';
import { unknownOperation } from '../../dynamodb/errors';
import { parseRequest } from '../../dynamodb/request/parse';
import type { TransactParameters } from '../../dynamodb/request/parsed';
import type { Location, Table } from '../../dynamodb/table';

type Transact = (data: TransactParameters, transaction: Transaction, input: unknown) => Answer | Promise<Answer>;

const TRANSACTIONS: ReadonlyMap<string, Transact> = new Map<string, Transact>([
  ['TransactGetItems', transactGetItems],
  ['TransactWriteItems', transactWriteItems],
]);

/** DynamoDB in this process: actions on items in memory, and a log of what they wrote. */
export class Engine implements DynamoDbEngine {
  /**
   * The tables are ACTIVE when this resolves. In a folder they keep their items, and what is
   * answered is on disk; one engine at a time may use it.
   */
  static async create(tables: readonly Table[], location: Location, clock: () => number = Date.now, folder?: string): Promise<Engine> {
    const contents = new Contents(clock);
    const log = folder === undefined ? NO_LOG : await FileLog.open(join(folder, 'dynamodb.journal'), contents);
    const engine = new Engine(contents, log, location);
    try {
      await engine.setTables(tables);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private constructor(private contents: Contents | undefined, private readonly log: Log, private readonly location: Location) {}

  async execute(operation: string, input: unknown, read: ReadRequest = parseRequest(operation, input, this.location)): Promise<Answer> {
    const contents = this.opened();
    const reads = READS.get(operation);
    if (reads) return reads(read, contents.store);
    const writes = WRITES.get(operation);
    if (writes) return this.write(writes(read, contents.store), contents);
    const transact = TRANSACTIONS.get(operation);
    if (transact) return transact(read as TransactParameters, this.transaction(contents), input);
    throw unknownOperation(operation);
  }

  /** Throws, and nothing is changed, where a table has become another one under the name of one that is there. */
  async setTables(tables: readonly Table[]): Promise<void> {
    const { store } = this.opened();
    const described = describedTables(tables, store);
    await this.log.append(() => ({ tables: described }), () => store.setTables(described));
  }

  /** May be called twice. */
  async close(): Promise<void> {
    if (!this.contents) return;
    this.contents = undefined;
    await this.log.close();
  }

  private opened(): Contents {
    if (!this.contents) throw new Error('the engine is closed');
    return this.contents;
  }

  private async write({ answer, writes }: Attempt, contents: Contents): Promise<Answer> {
    await this.commit(writes, contents);
    return answer;
  }

  private transaction(contents: Contents): Transaction {
    const { store, tokens } = contents;
    return { store, tokens, commit: (writes, used) => this.commit(writes, contents, used), kept: () => this.log.flush() };
  }

  private commit(writes: readonly ItemWrite[], { store, tokens }: Contents, used?: UsedToken): Promise<void> {
    return this.log.append(() => ({ writes, used }), () => {
      store.write(writes);
      if (used) tokens.done(used);
    });
  }
}
