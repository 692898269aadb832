import type { TableScope } from './table-scope';
import { tableNamed } from './table-scope';
import { AssemblyError, type JsonObject } from '../../../assembly';
import { DynamoDbError } from '../../../dynamodb';

const TYPE = 'AWS::DynamoDB::Table';

/**
 * Makes a table that belongs to no stack another one, in the terms of a template: what belongs to a stack is changed by
 * deploying it, or the next deployment would not know what there is.
 */
export async function changeTable(name: string, scope: TableScope, change: (properties: JsonObject) => JsonObject): Promise<void> {
  tableNamed(name, scope);
  const { stacks } = scope;
  const found = stacks.record.retained.find(({ type, physicalId }) => type === TYPE && physicalId === name);
  if (found === undefined) throw new DynamoDbError('ResourceInUseException', `Attempt to change a resource which is still in use: Table: ${name} ${whose(name, scope)}`);
  await stacks.change(found, change(found.properties)).catch((error: unknown) => {
    throw error instanceof AssemblyError ? new DynamoDbError('ValidationException', error.message) : error;
  });
}

function whose(name: string, { stacks }: TableScope): string {
  const owner = stacks.ownerOf(({ type, physicalId }) => type.startsWith('AWS::DynamoDB::') && physicalId === name)?.name;
  return owner === undefined ? 'was deployed as a global table: the local cloud changes only tables by hand'
    : `belongs to the stack ${owner}: change it in its template, and deploy ${owner}`;
}
