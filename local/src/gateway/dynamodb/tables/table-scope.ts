import type { Stacks } from '../../../cloudformation';
import { DynamoDbError, type Location, type Table } from '../../../dynamodb';
import type { Answer, DynamoDbEngine } from '../../../engines/dynamodb/dynamodb-engine';

/** What acts on tables work on. */
export interface TableScope {
  readonly engine: DynamoDbEngine;
  readonly stacks: Stacks;
  readonly tables: ReadonlyMap<string, Table>;
  readonly location: Location;
}

export type TableAct = (data: any, scope: TableScope) => Answer | Promise<Answer>;

export const notFound = (what: string): DynamoDbError => new DynamoDbError('ResourceNotFoundException', `Requested resource not found: ${what}`);

export function tableNamed(name: string, { tables }: TableScope): Table {
  const found = tables.get(name);
  if (found === undefined) throw notFound(`Table: ${name} not found`);
  return found;
}
