import { randomUUID } from 'node:crypto';
import type { TableShape } from './table-shape';
import { checkTable } from '../../dynamodb/check-table';
import { indexArn } from '../../dynamodb/resources';
import type { SecondaryIndex, Table, Throughput } from '../../dynamodb/table';

/** The table as DescribeTable gives it and as dynalite's actions read it: ACTIVE from the start. */
export interface TableDescription extends TableShape {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableId: string;
  readonly TableStatus: 'ACTIVE';
  /** Seconds since 1970. */
  readonly CreationDateTime: number;
  readonly TableSizeBytes: number;
  readonly ItemCount: number;
  readonly ProvisionedThroughput: object;
  readonly DeletionProtectionEnabled: boolean;
  readonly TableClassSummary?: object;
  /** Not there where throughput was bought from the start. */
  readonly BillingModeSummary?: object;
  readonly SSEDescription?: object;
  readonly StreamSpecification?: object;
  readonly LatestStreamArn?: string;
  readonly LatestStreamLabel?: string;
}

const ON_DEMAND: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

const describeThroughput = (throughput: Throughput = ON_DEMAND): object => ({ ...throughput, NumberOfDecreasesToday: 0 });

interface IndexDescription extends SecondaryIndex {
  readonly IndexArn: string;
  readonly IndexSizeBytes: number;
  readonly ItemCount: number;
}

function describeIndex(index: SecondaryIndex, table: Table): IndexDescription {
  return { ...index, IndexArn: indexArn(table.arn, index.IndexName), IndexSizeBytes: 0, ItemCount: 0 };
}

/** `before` is the same table as it was. */
export function tableDescription(table: Table, before?: TableDescription): TableDescription {
  checkTable(table);
  return {
    TableName: table.name,
    TableArn: table.arn,
    TableId: before?.TableId ?? randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: before?.CreationDateTime ?? Date.now() / 1000,
    TableSizeBytes: 0,
    ItemCount: 0,
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    ProvisionedThroughput: describeThroughput(table.throughput?.table),
    DeletionProtectionEnabled: table.isProtected ?? false,
    ...(table.tableClass && { TableClassSummary: { TableClass: table.tableClass } }),
    ...(!table.throughput && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    ...(table.encryptionKeyArn && { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: table.encryptionKeyArn } }),
    ...(table.stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.viewType },
      LatestStreamArn: table.stream.arn,
      LatestStreamLabel: table.stream.label,
    }),
    ...(table.globalSecondaryIndexes?.length && {
      GlobalSecondaryIndexes: table.globalSecondaryIndexes.map((index) =>
        ({ ...describeIndex(index, table), IndexStatus: 'ACTIVE', ProvisionedThroughput: describeThroughput(table.throughput?.indexes[index.IndexName]) })),
    }),
    ...(table.localSecondaryIndexes?.length && {
      LocalSecondaryIndexes: table.localSecondaryIndexes.map((index) => describeIndex(index, table)),
    }),
  };
}
