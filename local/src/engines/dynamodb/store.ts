import type { ItemWrite } from './log-record';
import type { TableDescription } from './table-description';
import { TableItems } from './table-items';
import { DynamoDbError } from '../../dynamodb/errors';

const notFound = (detail = ''): DynamoDbError => new DynamoDbError('ResourceNotFoundException', `Requested resource not found${detail}`);

/** All tables, in memory. */
export class Store {
  private tables: ReadonlyMap<string, TableItems> = new Map();

  /** Of an operation on items: its message does not name the table. */
  table(name: string): TableItems {
    return this.tables.get(name) ?? fail(notFound());
  }

  describe(name: string): TableDescription {
    const table = this.tables.get(name) ?? fail(notFound(`: Table: ${name} not found`));
    return table.description;
  }

  /** In the order of their names. */
  get all(): TableItems[] {
    return [...this.tables.values()];
  }

  get descriptions(): TableDescription[] {
    return this.all.map(({ description }) => description);
  }

  /** The tables there are from now on: others go with their items. */
  setTables(descriptions: readonly TableDescription[]): void {
    const sorted = [...descriptions].sort((one, other) => one.TableName < other.TableName ? -1 : 1);
    this.tables = new Map(sorted.map((description) => [description.TableName, this.tableFor(description)]));
  }

  write(writes: readonly ItemWrite[]): void {
    writes.forEach(([table, key, item]) => this.table(table).set(key, item));
  }

  private tableFor(description: TableDescription): TableItems {
    const table = this.tables.get(description.TableName) ?? new TableItems(description);
    table.describe(description);
    return table;
  }
}

function fail(error: Error): never {
  throw error;
}
