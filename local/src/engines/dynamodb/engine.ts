import { join } from 'node:path';
import { ACTIONS, type ActionName } from './actions';
import { attempt } from './attempt';
import { Contents } from './contents';
import type { Draft } from './draft';
import type { Answer, DynamoDbEngine } from './dynamodb-engine';
import { FileLog } from './file-log';
import { type Log, NO_LOG } from './log';
import { prepare } from './prepare';
import { tableChanges } from './table-changes';
import type { UsedToken } from './transactions/request-tokens';
import { transactGetItems } from './transactions/transact-get-items';
import { transactWriteItems } from './transactions/transact-write-items';
import type { Transaction } from './transactions/transaction';
import type { Permitted } from '../../authorization/authorizer';
import { fromDynalite, unknownOperation } from '../../dynamodb/errors';
import type { OperationName } from '../../dynamodb/operations';
import type { DynamoDbRequest } from '../../dynamodb/request/parse';
import type { ItemParameters, TransactParameters } from '../../dynamodb/request/parsed';
import type { Table, Tables } from '../../dynamodb/table';

type Transact = (data: TransactParameters, transaction: Transaction, input: unknown) => Answer | Promise<Answer>;

/** Those that dynalite lacks. */
const TRANSACTIONS: Readonly<Record<Exclude<OperationName, ActionName | 'DeleteTable'>, Transact>> = {
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
};

/** DynamoDB in this process: dynalite's validations, expressions and actions over a store of our own. */
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

  private tables: Tables = new Map();

  private constructor(private contents: Contents | undefined, private readonly log: Log) {}

  async execute({ request: { operation, data, input } }: Permitted<DynamoDbRequest>): Promise<Answer> {
    const contents = this.opened();
    // Tables come and go with the stacks.
    if (operation === 'DeleteTable') throw unknownOperation(operation);
    if (operation === 'TransactGetItems' || operation === 'TransactWriteItems') return TRANSACTIONS[operation](data, this.transaction(contents), input);
    prepare(data, this.tables);
    return ACTIONS[operation].writes ? this.write(operation, data, contents) : readItems(operation, data, contents);
  }

  async describe(TableName: string): Promise<Answer> {
    return readItems('DescribeTable', { TableName }, this.opened());
  }

  /** Throws, and nothing is changed, where a table has become another one under the name of one that is there. */
  async setTables(tables: readonly Table[]): Promise<void> {
    const { store } = this.opened();
    const changes = tableChanges(tables, store);
    await this.log.append(() => ({ tables: changes.tables }), () => {
      store.setTables(changes.tables);
      changes.reindexed.forEach((table) => store.rebuildIndexes(table));
      this.tables = new Map(tables.map((table) => [table.name, table]));
    });
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

  private async write(operation: ActionName, data: ItemParameters, contents: Contents): Promise<Answer> {
    const { answer, draft } = attempt(operation, data, contents.store);
    await this.commit([draft], contents);
    return answer;
  }

  private transaction(contents: Contents): Transaction {
    const { store, tokens } = contents;
    return { store, tokens, tables: this.tables, commit: (drafts, used) => this.commit(drafts, contents, used), kept: () => this.log.flush() };
  }

  private commit(drafts: readonly Draft[], { tokens }: Contents, used?: UsedToken): Promise<void> {
    return this.log.append(() => ({ writes: drafts.flatMap(({ items }) => items), used }), () => {
      drafts.forEach((draft) => draft.commit());
      if (used) tokens.done(used);
    });
  }
}

function readItems(operation: ActionName, data: ItemParameters, { store }: Contents): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown, answer: Answer = {}): void => error ? reject(fromDynalite(error)) : resolve(answer);
    try {
      ACTIONS[operation].run(store, data, settle);
    } catch (error) {
      settle(error);
    }
  });
}
