import { DynamoDbError, validationError } from '../../../dynamodb/errors';
import type { TransactItem } from '../../../dynamodb/request/parsed';
import { findIndex, type Tables } from '../../../dynamodb/table';
import type { Answer } from '../../dynamodb/dynamodb-engine';

/** Where parsed requests name tables. */
export interface Named {
  readonly TableName?: string;
  readonly IndexName?: string;
  /** By table name. */
  readonly RequestItems?: object;
  readonly TransactItems?: readonly TransactItem[];
}

/**
 * The other engine may have tables and indexes that no stack defines. Nobody knows their keys here, so nothing can be
 * decided about them: they do not exist.
 */
export function assertKnown(data: Named, tables: Tables): void {
  for (const name of tableNames(data)) {
    if (!tables.has(name)) throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found');
  }
  const { TableName = '', IndexName } = data;
  if (IndexName !== undefined && findIndex(tables.get(TableName)!, IndexName) === undefined) {
    throw validationError(`The table does not have the specified index: ${IndexName}`);
  }
}

function tableNames({ TableName, RequestItems = {}, TransactItems = [] }: Named): string[] {
  const ofTransaction = TransactItems.flatMap((item) => Object.values(item)).map((action) => action.TableName);
  return [...TableName === undefined ? [] : [TableName], ...Object.keys(RequestItems), ...ofTransaction];
}

/** Parameters of ListTables. */
export interface Page {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

export function listTables({ ExclusiveStartTableName: after = '', Limit = 100 }: Page, tables: Tables): Answer {
  const names = [...tables.keys()].filter((name) => name > after).sort();
  const TableNames = names.slice(0, Limit);
  return names.length > Limit ? { TableNames, LastEvaluatedTableName: TableNames.at(-1) } : { TableNames };
}
