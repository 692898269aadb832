import type { Answer } from '../dynamodb-engine';
import type { Store } from '../store';

interface Paging {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

/** DynamoDB API Reference, ListTables, Limit: "If this parameter is not specified, the limit is 100". */
const DEFAULT_LIMIT = 100;

export function listTables({ ExclusiveStartTableName: after = '', Limit = DEFAULT_LIMIT }: Paging, store: Store): Answer {
  const names = store.all.map(({ name }) => name).filter((name) => name > after);
  const TableNames = names.slice(0, Limit);
  return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
}

export const describeTable = ({ TableName }: { readonly TableName: string }, store: Store): Answer => ({ Table: store.describe(TableName) });
