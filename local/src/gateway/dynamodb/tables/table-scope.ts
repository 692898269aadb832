import type { Stacks } from '../../../cloudformation';
import { DynamoDbError, type Location, type Table } from '../../../dynamodb';
import type { Answer, DynamoDbEngine } from '../../../engines/dynamodb/dynamodb-engine';

/** What acts on tables work on. */
export interface TableScope {
  readonly engine: DynamoDbEngine;
  readonly stacks: Stacks;
  readonly location: Location;
}

export type TableAct = (data: any, scope: TableScope) => Answer | Promise<Answer>;

export const notFound = (what: string): DynamoDbError => new DynamoDbError('ResourceNotFoundException', `Requested resource not found: ${what}`);

/** As it is now, whatever was when the request came in: another one may have changed it meanwhile. */
export function tableNow(name: string, { stacks }: TableScope): Table | undefined {
  return stacks.account.tables.find((table) => table.name === name);
}

export function tableNamed(name: string, scope: TableScope): Table {
  const found = tableNow(name, scope);
  if (found === undefined) throw notFound(`Table: ${name} not found`);
  return found;
}
