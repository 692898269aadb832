import { join } from 'node:path';
import { type ReadName, READS, type WriteName, WRITES } from './actions';
import type { Attempt } from './actions/attempt';
import { describeTable } from './actions/tables';
import { Contents } from './contents';
import { describedTables } from './described-tables';
import type { Answer, DynamoDbEngine } from './dynamodb-engine';
import { FileLog } from './file-log';
import { type Log, NO_LOG } from './log';
import type { ItemWrite } from './log-record';
import type { UsedToken } from './transactions/request-tokens';
import { transactGetItems } from './transactions/transact-get-items';
import { transactWriteItems } from './transactions/transact-write-items';
import type { Transaction } from './transactions/transaction';
import type { Permitted } from '../../authorization/authorizer';
import { unknownOperation } from '../../dynamodb/errors';
import type { OperationName, TableOperationName } from '../../dynamodb/operations';
import type { DynamoDbRequest } from '../../dynamodb/request/parse';
import type { TransactParameters } from '../../dynamodb/request/parsed';
import type { Table } from '../../dynamodb/table';

type Transact = (data: TransactParameters, transaction: Transaction, input: unknown) => Answer | Promise<Answer>;

type TransactionName = Exclude<OperationName, ReadName | WriteName | TableOperationName>;

const TRANSACTIONS: Readonly<Record<TransactionName, Transact>> = {
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
};

/** DynamoDB in this process: actions on items in memory, and a log of what they wrote. */
export class Engine implements DynamoDbEngine {
  /**
   * The tables are ACTIVE when this resolves. In a folder they keep their items, and what is
   * answered is on disk; one engine at a time may use it.
   */
  static async create(tables: readonly Table[], clock: () => number = Date.now, folder?: string): Promise<Engine> {
    const contents = new Contents(clock);
    const log = folder === undefined ? NO_LOG : await FileLog.open(join(folder, 'dynamodb.journal'), contents);
    const engine = new Engine(contents, log);
    try {
      await engine.setTables(tables);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private constructor(private contents: Contents | undefined, private readonly log: Log) {}

  async execute({ request: { operation, data, input } }: Permitted<DynamoDbRequest>): Promise<Answer> {
    const contents = this.opened();
    if (operation in READS) return READS[operation as ReadName](data, contents.store);
    if (operation in WRITES) return this.write(WRITES[operation as WriteName](data, contents.store), contents);
    if (operation in TRANSACTIONS) return TRANSACTIONS[operation as TransactionName](data, this.transaction(contents), input);
    // Tables come and go with the stacks.
    throw unknownOperation(operation);
  }

  async describe(TableName: string): Promise<Answer> {
    return describeTable({ TableName }, this.opened().store);
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
