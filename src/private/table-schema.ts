import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import { IConstruct } from 'constructs';

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
  /** Region (the table's own is undefined) → KMS key id or ARN, where a key of the customer's encrypts it. */
  readonly customerKeys: ReadonlyMap<string | undefined, string>;
}

/** The schema as declared so far, or undefined for a table that is only referred to. */
export function tableSchema(table: ITableRef): TableSchema | undefined {
  const resource = tableResource(table);
  if (resource === undefined) return undefined;

  // L2 tables hand lazy lists to their L1.
  const declared = Stack.of(resource).resolve({
    keys: resource.keySchema,
    attributes: resource.attributeDefinitions,
    indexes: [resource.globalSecondaryIndexes, resource.localSecondaryIndexes],
    replicas: CfnGlobalTable.isCfnGlobalTable(resource) ? resource.replicas : [],
    encryption: resource.sseSpecification,
  });
  const ownRegion = Stack.of(resource).resolve(Stack.of(resource).region);
  const isOwn = (region: unknown) => JSON.stringify(region) === JSON.stringify(ownRegion);
  return {
    keys: keysOf(declared.keys ?? []),
    types: new Map((declared.attributes ?? []).map((a: any) => [a.attributeName, a.attributeType])),
    indexes: new Map(declared.indexes.flat().filter(Boolean).map((index: any) => [index.indexName, keysOf(index.keySchema)])),
    replicaRegions: (declared.replicas ?? []).map((replica: any) => replica.region)
      .filter((region: unknown) => typeof region === 'string' && !isOwn(region)),
    customerKeys: new Map([
      ...(declared.replicas ?? []).map((replica: any) => [isOwn(replica.region) ? undefined : replica.region, replica.sseSpecification?.kmsMasterKeyId]),
      ...(declared.encryption?.kmsMasterKeyId === undefined ? [] : [[undefined, declared.encryption.kmsMasterKeyId]]),
    ].filter(([, key]) => key !== undefined) as [string | undefined, string][]),
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
