import { ACTIONS } from './actions';
import { withItem } from './failed-condition';
import { refuseUnsupported } from './limitations';
import { guardOperands } from './operand-guards';
import { Store } from './store';
import { tableDescription } from './table-description';
import { fromDynalite, unknownOperation } from '../errors';
import { parseRequest } from '../request/parse';
import { ItemParameters } from '../request/parsed';
import { Location, Table, Tables } from '../table';

/** DynamoDB in this process: dynalite's validations, expressions and actions over a store of our own. */
export class Engine {
  /** The tables are ACTIVE when this resolves. */
  static async create(tables: readonly Table[], location: Location): Promise<Engine> {
    const store = new Store();
    for (const table of tables) store.tableDb.put(table.name, tableDescription(table), () => undefined);
    return new Engine(store, new Map(tables.map((table) => [table.name, table])), location);
  }

  private constructor(private store: Store | undefined, private readonly tables: Tables, private readonly location: Location) {}

  /** The answer belongs to the store: read it, never change it. Throws `DynamoDbError`. */
  async execute(operation: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
    const store = this.store;
    if (!store) throw new Error('the engine is closed');
    const data = parseRequest<ItemParameters>(operation, input, this.location);
    const action = ACTIONS.get(operation);
    if (!action) throw unknownOperation(operation);
    refuseUnsupported(data, this.tables);
    guardOperands(data);
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, answer: Readonly<Record<string, unknown>> = {}): void =>
        error ? reject(withItem(fromDynalite(error), data, store)) : resolve(answer);
      try {
        action(store, data, settle);
      } catch (error) {
        settle(error);
      }
    });
  }

  async close(): Promise<void> {
    this.store = undefined;
  }
}
