import { encryptionProperty, streamProperty } from './properties';
import type { TableScope } from './table-scope';
import { AssemblyError, type JsonObject } from '../../../assembly';
import { NotMade } from '../../../cloudformation';
import { DynamoDbError, type CreateTableParameters } from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';
import type { TableDescription } from '../../../engines/dynamodb/table-description';

/** A table that belongs to no stack, for what an app imports. */
export async function createTable(data: CreateTableParameters, { engine, stacks }: TableScope): Promise<Answer> {
  await stacks.make({ type: 'AWS::DynamoDB::Table', physicalId: data.TableName, properties: asProperties(data) })
    .catch((error: unknown) => { throw asDynamoDbError(error, data.TableName); });
  const { Table } = await engine.describe(data.TableName);
  return { TableDescription: beingCreated(Table as TableDescription) };
}

/** It is there already: told is what AWS tells at this time. */
function beingCreated(table: TableDescription): object {
  const { GlobalSecondaryIndexes: indexes } = table;
  return {
    ...table,
    TableStatus: 'CREATING',
    ...indexes && { GlobalSecondaryIndexes: indexes.map((index) => ({ ...index, IndexStatus: 'CREATING' })) },
  };
}

/** With what CloudFormation spells differently. */
function asProperties(data: CreateTableParameters): JsonObject {
  return { ...data, StreamSpecification: streamProperty(data.StreamSpecification), SSESpecification: encryptionProperty(data.SSESpecification) };
}

function asDynamoDbError(error: unknown, name: string): unknown {
  if (error instanceof NotMade) return new DynamoDbError('ResourceInUseException', `Table already exists: ${name}`);
  return error instanceof AssemblyError ? new DynamoDbError('ValidationException', error.message) : error;
}
