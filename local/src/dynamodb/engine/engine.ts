import { ACTIONS } from './actions';
import { withItem } from './failed-condition';
import { prepare } from './prepare';
import { Answer } from './run-at-once';
import { Store } from './store';
import { tableDescription } from './table-description';
import { fromDynalite, unknownOperation } from '../errors';
import { RequestTokens } from './transactions/request-tokens';
import { transactGetItems } from './transactions/transact-get-items';
import { transactWriteItems } from './transactions/transact-write-items';
import { Transaction } from './transactions/transaction';
import { parseRequest } from '../request/parse';
import { ItemParameters, TransactParameters } from '../request/parsed';
import { Location, Table, Tables } from '../table';

/** Those that dynalite lacks. */
const TRANSACTIONS: ReadonlyMap<string, (data: TransactParameters, transaction: Transaction, input: unknown) => Answer> = new Map([
  ['TransactGetItems', transactGetItems],
  ['TransactWriteItems', transactWriteItems],
]);

/** DynamoDB in this process: dynalite's validations, expressions and actions over a store of our own. */
export class Engine {
  /** The tables are ACTIVE when this resolves. */
  static async create(tables: readonly Table[], location: Location, clock: () => number = Date.now): Promise<Engine> {
    const store = new Store();
    for (const table of tables) store.tableDb.put(table.name, tableDescription(table), () => undefined);
    return new Engine(store, new Map(tables.map((table) => [table.name, table])), location, new RequestTokens(clock));
  }

  private constructor(
    private store: Store | undefined, private readonly tables: Tables, private readonly location: Location, private readonly tokens: RequestTokens,
  ) {}

  /** The answer belongs to the store: read it, never change it. Throws `DynamoDbError`. */
  async execute(operation: string, input: unknown): Promise<Answer> {
    const store = this.store;
    if (!store) throw new Error('the engine is closed');
    const transaction = TRANSACTIONS.get(operation);
    if (transaction) return transaction(parseRequest(operation, input, this.location), { store, tables: this.tables, tokens: this.tokens }, input);
    return this.act(operation, parseRequest(operation, input, this.location), store);
  }

  async close(): Promise<void> {
    this.store = undefined;
  }

  private act(operation: string, data: ItemParameters, store: Store): Promise<Answer> {
    const action = ACTIONS.get(operation);
    if (!action) throw unknownOperation(operation);
    prepare(data, this.tables);
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, answer: Answer = {}): void =>
        error ? reject(withItem(fromDynalite(error), data, store)) : resolve(answer);
      try {
        action(store, data, settle);
      } catch (error) {
        settle(error);
      }
    });
  }
}
