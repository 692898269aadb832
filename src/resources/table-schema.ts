import { Stack } from 'aws-cdk-lib';
import type { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import type { IConstruct } from 'constructs';
import { declared } from './declared';

/** What the app itself says about a table that it defines: read anew each time, since indexes and replicas may be added later. */
export type TableResource = CfnTable | CfnGlobalTable;

export interface Keys {
  /** Partition attributes in order; a table has one, an index up to four. */
  readonly partition: string[];
  readonly sort: string[];
}

/** The L1 of a table that the app defines; undefined for a table that is only referred to. */
export function tableResource(table: ITableRef): TableResource | undefined {
  const candidates: (IConstruct | undefined)[] = [table, table.node.defaultChild];
  return candidates.find((node): node is TableResource => CfnTable.isCfnTable(node) || CfnGlobalTable.isCfnGlobalTable(node));
}

export function tableKeys(resource: TableResource): Keys {
  return keysOf(declared(resource, resource.keySchema) ?? []);
}

/** `S`, `N` or `B`. */
export function attributeType(resource: TableResource, attribute: string): string | undefined {
  const definitions: any[] = declared(resource, resource.attributeDefinitions) ?? [];
  return definitions.find(({ attributeName }) => attributeName === attribute)?.attributeType;
}

/** Undefined for an index that the table does not have. */
export function indexKeys(resource: TableResource, index: string): Keys | undefined {
  const found = indexes(resource).find(({ indexName }) => indexName === index);
  return found && keysOf(found.keySchema);
}

export function indexNames(resource: TableResource): string[] {
  return indexes(resource).map(({ indexName }) => indexName);
}

function indexes(resource: TableResource): any[] {
  return declared(resource, [resource.globalSecondaryIndexes, resource.localSecondaryIndexes]).flat().filter((index: unknown) => index !== undefined);
}

/** Regions of replicas, the table's own left out. */
export function replicaRegions(resource: TableResource): string[] {
  return replicas(resource).map(({ region }) => region).filter((region) => !isOwn(resource, region));
}

/** Region (the table's own is undefined) → KMS key, text or reference, where a key of the customer's encrypts it. */
export function customerKeys(table: ITableRef, resource: TableResource): ReadonlyMap<string | undefined, unknown> {
  // An L2 table says so without its L1 being read, which costs a part of each synthesis.
  if (table !== resource && (table as { encryptionKey?: unknown }).encryptionKey === undefined) return new Map();
  const keys = replicas(resource).map(({ region, sseSpecification }) =>
    [isOwn(resource, region) ? undefined : region, sseSpecification?.kmsMasterKeyId] as const);
  const own = [undefined, declared(resource, resource.sseSpecification)?.kmsMasterKeyId] as const;
  return new Map([...keys, own].filter(([, key]) => key !== undefined));
}

function replicas(resource: TableResource): any[] {
  return CfnGlobalTable.isCfnGlobalTable(resource) ? declared(resource, resource.replicas) ?? [] : [];
}

function isOwn(resource: TableResource, region: unknown): boolean {
  return typeof region !== 'string' || region === Stack.of(resource).region;
}

function keysOf(schema: { attributeName: string; keyType: string }[]): Keys {
  const named = (type: string) => schema.filter((key) => key.keyType === type).map((key) => key.attributeName);
  return { partition: named('HASH'), sort: named('RANGE') };
}
