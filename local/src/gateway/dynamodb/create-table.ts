import { AssemblyError, type JsonObject } from '../../assembly';
import type { Permitted } from '../../authorization/authorizer';
import { NotMade, type Stacks } from '../../cloudformation';
import { DynamoDbError, type CreateTableParameters, type DynamoDbRequest } from '../../dynamodb';
import type { Answer, DynamoDbEngine } from '../../engines/dynamodb/dynamodb-engine';

/** A table that belongs to no stack, for what an app imports. */
export async function createTable({ request }: Permitted<DynamoDbRequest>, engine: DynamoDbEngine, stacks: Stacks): Promise<Answer> {
  const data = request.data as CreateTableParameters;
  return stacks.inTurn(async () => {
    await stacks.make({ type: 'AWS::DynamoDB::Table', physicalId: data.TableName, properties: asProperties(data) })
      .catch((error: unknown) => { throw asDynamoDbError(error, data.TableName); });
    const { Table } = await engine.describe(data.TableName);
    return { TableDescription: { ...Table as object, TableStatus: 'CREATING' } };
  });
}

/** With what CloudFormation spells differently. */
function asProperties(data: CreateTableParameters): JsonObject {
  const { StreamSpecification: stream, SSESpecification: encryption } = data;
  return {
    ...data,
    StreamSpecification: stream?.StreamEnabled ? { StreamViewType: stream.StreamViewType } : undefined,
    SSESpecification: encryption && { ...encryption, Enabled: undefined, SSEEnabled: encryption.Enabled ?? false },
  };
}

function asDynamoDbError(error: unknown, name: string): unknown {
  if (error instanceof NotMade) return new DynamoDbError('ResourceInUseException', `Table already exists: ${name}`);
  return error instanceof AssemblyError ? new DynamoDbError('ValidationException', error.message) : error;
}
