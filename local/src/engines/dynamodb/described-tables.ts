import type { Store } from './store';
import { tableDescription, type TableDescription } from './table-description';
import { difference, shapeOf } from './table-shape';
import type { Table } from '../../dynamodb/table';

/** Of what DynamoDB does not change without replacing the table. */
function assertSameKeys(table: Table, before: TableDescription): void {
  const { GlobalSecondaryIndexes: _, ...wanted } = shapeOf(table);
  const kept = new Set(table.localSecondaryIndexes?.map(({ IndexName }) => IndexName));
  const removed = before.LocalSecondaryIndexes?.find(({ IndexName }) => !kept.has(IndexName));
  const wrong = difference(wanted, before) ?? (removed && `local index ${removed.IndexName}: got it, want none`);
  if (wrong !== undefined) {
    throw new Error(`table ${table.name} is there with other keys (${wrong}): give the new one another name, or remove the old one first`);
  }
}

/** What is to become of the tables in the store. Throws where one cannot become what it is to be. */
export function describedTables(wanted: readonly Table[], store: Store): TableDescription[] {
  const before = new Map(store.descriptions.map((table) => [table.TableName, table]));
  const tables = wanted.map((table) => tableDescription(table, before.get(table.name)));
  wanted.forEach((table) => before.has(table.name) && assertSameKeys(table, before.get(table.name)!));
  return tables;
}
