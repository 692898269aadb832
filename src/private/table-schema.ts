import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import { IConstruct } from 'constructs';
import { declared } from './declared';

export interface Keys {
  /** Partition attributes in order; a table has one, an index up to four. */
  readonly partition: string[];
  readonly sort: string[];
}

/** What the app itself says about a table that it defines. */
export interface TableSchema {
  readonly keys: Keys;
  /** Attribute name → `S`, `N` or `B`. */
  readonly types: ReadonlyMap<string, string>;
  readonly indexes: ReadonlyMap<string, Keys>;
  /** Literal Regions of replicas, the table's own left out. */
  readonly replicaRegions: string[];
  /** Region (the table's own is undefined) → KMS key, text or reference, where a key of the customer's encrypts it. */
  readonly customerKeys: ReadonlyMap<string | undefined, unknown>;
}

/** The schema as declared so far, or undefined for a table that is only referred to. */
export function tableSchema(table: ITableRef): TableSchema | undefined {
  const resource = tableResource(table);
  if (resource === undefined) return undefined;

  // L2 tables hand lazy lists to their L1.
  const said = declared(resource, {
    keys: resource.keySchema,
    attributes: resource.attributeDefinitions,
    indexes: [resource.globalSecondaryIndexes, resource.localSecondaryIndexes],
    replicas: CfnGlobalTable.isCfnGlobalTable(resource) ? resource.replicas : [],
    encryption: resource.sseSpecification,
  });
  const isOwn = (region: unknown) => typeof region !== 'string' || region === Stack.of(resource).region;
  return {
    keys: keysOf(said.keys ?? []),
    types: new Map((said.attributes ?? []).map((a: any) => [a.attributeName, a.attributeType])),
    indexes: new Map(said.indexes.flat().filter(Boolean).map((index: any) => [index.indexName, keysOf(index.keySchema)])),
    replicaRegions: (said.replicas ?? []).map((replica: any) => replica.region)
      .filter((region: unknown) => !isOwn(region)),
    customerKeys: new Map([
      ...(said.replicas ?? []).map((replica: any) => [isOwn(replica.region) ? undefined : replica.region, replica.sseSpecification?.kmsMasterKeyId]),
      ...(said.encryption?.kmsMasterKeyId === undefined ? [] : [[undefined, said.encryption.kmsMasterKeyId]]),
    ].filter(([, key]) => key !== undefined) as [string | undefined, unknown][]),
  };
}

function tableResource(table: ITableRef): CfnTable | CfnGlobalTable | undefined {
  const candidates: (IConstruct | undefined)[] = [table, table.node.defaultChild];
  return candidates.find((node): node is CfnTable | CfnGlobalTable => CfnTable.isCfnTable(node) || CfnGlobalTable.isCfnGlobalTable(node));
}

function keysOf(schema: { attributeName: string; keyType: string }[]): Keys {
  const named = (type: string) => schema.filter((key) => key.keyType === type).map((key) => key.attributeName);
  return { partition: named('HASH'), sort: named('RANGE') };
}
