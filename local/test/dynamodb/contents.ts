import { act } from './act';
import { type Table } from '../../src/dynamodb';
import { Engine } from '../../src/engines/dynamodb/engine';

const byName = (_: string, value: unknown): unknown => typeof value === 'object' && value !== null && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value;

async function scan(engine: Engine, parameters: object): Promise<object[]> {
  const items: object[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = await act(engine, 'Scan', { ...parameters, ExclusiveStartKey });
    items.push(...page.Items as object[]);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

export const itemsOf = (engine: Engine, { name }: Table): Promise<object[]> => scan(engine, { TableName: name });

/** Everything that the engine holds of a table, each row as text: the items, and the rows of each index under its name. */
export async function contentsOf(engine: Engine, table: Table): Promise<Record<string, string[]>> {
  const indexes = [...table.globalSecondaryIndexes ?? [], ...table.localSecondaryIndexes ?? []].map(({ IndexName }) => IndexName);
  const entries = [undefined, ...indexes].map(async (IndexName) => {
    const rows = await scan(engine, { TableName: table.name, IndexName });
    return [IndexName ?? 'items', rows.map((row) => JSON.stringify(row, byName)).sort()];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What an engine holds that was given the same items one by one: its indexes were never filled in any other way. */
export async function rebuilt(engine: Engine, table: Table): Promise<Record<string, string[]>> {
  const other = await Engine.create([table]);
  for (const Item of await itemsOf(engine, table)) await act(other, 'PutItem', { TableName: table.name, Item });
  return contentsOf(other, table);
}
