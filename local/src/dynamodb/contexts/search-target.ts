import { Scope } from './scope';
import { ItemParameters } from '../request/parsed';
import { indexArn, tableArn } from '../resources';
import { findIndex, KeySchemaElement } from '../table';

/** What a Query or Scan goes over: it is authorised against the index where it names one, else against the table. */
export interface SearchTarget {
  readonly resource: string;
  /** Not known where the table or index does not exist; authorisation comes first all the same. */
  readonly keySchema?: readonly KeySchemaElement[];
}

export function searchTarget(data: ItemParameters, scope: Scope): SearchTarget {
  const table = scope.tables.get(data.TableName);
  const arn = tableArn(data.TableName, scope.tables, scope.location);
  if (data.IndexName === undefined) return { resource: arn, keySchema: table?.keySchema };
  return { resource: indexArn(arn, data.IndexName), keySchema: table && findIndex(table, data.IndexName)?.KeySchema };
}
