import type { TableScope } from './table-scope';
import { NotDeleted } from '../../../cloudformation';
import { DynamoDbError } from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';

const TABLE_TYPES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

/** Tables are made by stacks: only one that a stack let go of can be deleted by itself. */
export async function deleteTable({ TableName }: { readonly TableName: string }, { engine, stacks }: TableScope): Promise<Answer> {
  const { Table } = await engine.describe(TableName);
  await stacks.deleteRetained(TABLE_TYPES, TableName).catch((error: unknown) => { throw asDynamoDbError(error); });
  return { TableDescription: { ...Table as object, TableStatus: 'DELETING' } };
}

function asDynamoDbError(error: unknown): unknown {
  if (!(error instanceof NotDeleted)) return error;
  switch (error.reason) {
    case 'missing': return new DynamoDbError('ResourceNotFoundException', `Requested resource not found: Table: ${error.message}`);
    case 'inUse': return new DynamoDbError('ResourceInUseException', `Attempt to change a resource which is still in use: Table: ${error.message}`);
    case 'protected': return new DynamoDbError('ValidationException', error.message);
  }
}
