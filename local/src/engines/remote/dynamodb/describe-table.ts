import { callDynamoDb } from './dynamodb-client';
import { indexArn } from '../../../dynamodb/resources';
import type { SecondaryIndex, Table } from '../../../dynamodb/table';
import type { TableShape } from '../../dynamodb/table-shape';
import type { RemoteServer } from '../remote-server';

/** A table as another engine tells of it. */
export interface Description extends TableShape {
  readonly TableStatus: string;
}

/** Throws ResourceNotFoundException for a table that is missing. */
export async function describeTable(name: string, server: RemoteServer): Promise<Description> {
  const { Table: description } = await callDynamoDb(server, 'DescribeTable', { TableName: name });
  if (!isDescription(description)) throw server.nonsense();
  return description;
}

/** With the ARNs that the table and its indexes have in this account. */
export function withOwnArns(description: Description, { arn }: Table): Description {
  const own = (indexes?: readonly SecondaryIndex[]) => indexes?.map((index) => ({ ...index, IndexArn: indexArn(arn, index.IndexName) }));
  return {
    ...description,
    ...{ TableArn: arn },
    GlobalSecondaryIndexes: own(description.GlobalSecondaryIndexes),
    LocalSecondaryIndexes: own(description.LocalSecondaryIndexes),
  };
}

function isDescription(value: unknown): value is Description {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = (value ?? {}) as Partial<Description>;
  return [AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes].every(Array.isArray);
}
