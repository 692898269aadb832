import { isDeepStrictEqual } from 'node:util';
import { changeTable } from './change-table';
import { encryptionProperty, streamProperty } from './properties';
import { notFound, tableNamed, type TableScope } from './table-scope';
import type { JsonObject } from '../../../assembly';
import {
  DynamoDbError, type AttributeDefinition, type IndexUpdate, type Table, type Throughput, type UpdateTableParameters,
} from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';

/** What is said of a table by another name than in a template, and what there is to be said of it. */
export async function updateTable(data: UpdateTableParameters, scope: TableScope): Promise<Answer> {
  const { TableName } = data;
  const table = tableNamed(TableName, scope);
  await changeTable(TableName, scope, (properties) => updated(properties, data, table));
  const { Table } = await scope.engine.describe(TableName);
  return { TableDescription: { ...Table as object, TableStatus: 'UPDATING' } };
}

function updated(before: JsonObject, data: UpdateTableParameters, table: Table): JsonObject {
  const { StreamSpecification, SSESpecification, DeletionProtectionEnabled, TableClass } = data;
  const indexes = indexesOf(before, data.GlobalSecondaryIndexUpdates ?? []);
  return {
    ...before,
    AttributeDefinitions: definitions(data.AttributeDefinitions ?? [], table, indexes),
    GlobalSecondaryIndexes: indexes.length === 0 ? undefined : indexes,
    ...billing(data, table),
    ...StreamSpecification && { StreamSpecification: streamOf(StreamSpecification, table) },
    ...SSESpecification && { SSESpecification: encryptionProperty(SSESpecification) },
    ...DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled },
    ...TableClass !== undefined && { TableClass },
  };
}

type IndexProperties = JsonObject & { readonly IndexName: string; readonly KeySchema: Table['keySchema'] };

function indexesOf({ GlobalSecondaryIndexes = [] }: JsonObject, updates: readonly IndexUpdate[]): IndexProperties[] {
  return updates.reduce(withUpdate, GlobalSecondaryIndexes as unknown as IndexProperties[]);
}

function withUpdate(indexes: IndexProperties[], { Create, Update, Delete }: IndexUpdate): IndexProperties[] {
  if (Create !== undefined) {
    if (indexes.some(({ IndexName }) => IndexName === Create.IndexName)) {
      throw invalid(`Attempting to create an index which already exists: ${Create.IndexName}`);
    }
    return [...indexes, Create as unknown as IndexProperties];
  }
  const { IndexName } = (Update ?? Delete)!;
  if (!indexes.some((index) => index.IndexName === IndexName)) throw notFound(`Index: ${IndexName} not found`);
  return indexes.flatMap((index) => (index.IndexName !== IndexName ? [index] : Update === undefined ? [] : [{ ...index, ...Update }]));
}

/** Those of the keys that there are: old ones stay as they are, those of an index that is gone go. */
function definitions(given: readonly AttributeDefinition[], table: Table, indexes: readonly IndexProperties[]): AttributeDefinition[] {
  const changed = given.find(({ AttributeName, AttributeType }) => (
    table.attributeDefinitions.some((known) => known.AttributeName === AttributeName && known.AttributeType !== AttributeType)));
  if (changed !== undefined) throw invalid(`Cannot change the type of the key attribute ${changed.AttributeName}`);
  const all = new Map([...table.attributeDefinitions, ...given].map((definition) => [definition.AttributeName, definition]));
  const keys = [...table.localSecondaryIndexes ?? [], ...indexes].flatMap(({ KeySchema }) => KeySchema);
  const used = new Set([...table.keySchema, ...keys].map(({ AttributeName }) => AttributeName));
  const unused = given.find(({ AttributeName }) => !used.has(AttributeName));
  if (unused !== undefined) throw invalid(`Some AttributeDefinitions are not used: ${unused.AttributeName}`);
  return [...all.values()].filter(({ AttributeName }) => used.has(AttributeName));
}

/** On demand there is no throughput to buy; what was bought must become another. */
function billing({ BillingMode, ProvisionedThroughput }: UpdateTableParameters, { throughput }: Table): JsonObject {
  if (BillingMode === 'PAY_PER_REQUEST') return { BillingMode, ProvisionedThroughput: undefined };
  if (BillingMode === undefined && ProvisionedThroughput !== undefined && throughput === undefined) {
    throw invalid('Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST');
  }
  const isSame = isDeepStrictEqual(ProvisionedThroughput && { ...ProvisionedThroughput }, throughput?.table);
  if (ProvisionedThroughput !== undefined && isSame) throw unchanged(ProvisionedThroughput);
  return {
    ...BillingMode !== undefined && { BillingMode },
    ...ProvisionedThroughput !== undefined && { ProvisionedThroughput: { ...ProvisionedThroughput } },
  };
}

function unchanged({ ReadCapacityUnits, WriteCapacityUnits }: Throughput): DynamoDbError {
  const kinds = [['ReadCapacityUnits', ReadCapacityUnits], ['WriteCapacityUnits', WriteCapacityUnits]];
  return new DynamoDbError('ValidationException', [
    'The provisioned throughput for the table will not change. The requested value equals the current value.',
    ...kinds.map(([name, units]) => `Current ${name} provisioned for the table: ${units}. Requested ${name}: ${units}.`),
    'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
  ].join(' '));
}

/** DynamoDB API Reference, UpdateTable, StreamSpecification: it cannot be what it is already. */
function streamOf(given: NonNullable<UpdateTableParameters['StreamSpecification']>, { stream }: Table): JsonObject | undefined {
  if (given.StreamEnabled && stream !== undefined) throw invalid('Table already has an enabled stream');
  if (!given.StreamEnabled && stream === undefined) throw invalid('Table has no stream to disable');
  return streamProperty(given);
}

const invalid = (message: string): DynamoDbError => new DynamoDbError('ValidationException', `One or more parameter values were invalid: ${message}`);
