import type { Store } from './store';
import { tableDescription, type TableDescription } from './table-description';
import { difference, sameShape, shapeOf } from './table-shape';
import type { SecondaryIndex, Table } from '../../dynamodb/table';

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

/** DynamoDB leaves an item out of an index that it does not fit, which is not done here; so there must be none. */
function assertIndexable(table: TableDescription, store: Store): void {
  const types = new Map(table.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const items = store.table(table.TableName).items.valuesArray();
  const check = ({ IndexName, KeySchema }: SecondaryIndex): void => KeySchema.forEach(({ AttributeName: name }) => {
    const type = types.get(name)!;
    const [wrong] = items.flatMap((item) => name in item && !(type in item[name]) ? Object.keys(item[name]) : []);
    if (wrong !== undefined) {
      throw new Error(`table ${table.TableName} has items that do not fit its index ${IndexName} (${name}: got ${wrong}, want ${type}): `
        + 'the local cloud cannot leave them out; change or delete them first');
    }
  });
  table.GlobalSecondaryIndexes?.forEach(check);
}

/** What is to become of the tables in the store. Throws where one cannot become what it is to be. */
export function describedTables(wanted: readonly Table[], store: Store): TableDescription[] {
  const before = new Map(store.descriptions.map((table) => [table.TableName, table]));
  const tables = wanted.map((table) => tableDescription(table, before.get(table.name)));
  wanted.forEach((table) => before.has(table.name) && assertSameKeys(table, before.get(table.name)!));
  const isReindexed = (table: TableDescription): boolean => before.has(table.TableName) && !sameShape(table, before.get(table.TableName)!);
  tables.filter(isReindexed).forEach((table) => assertIndexable(table, store));
  return tables;
}
