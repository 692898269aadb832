export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: 'S' | 'N' | 'B';
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface Projection {
  readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly NonKeyAttributes?: readonly string[];
}

export interface SecondaryIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: Projection;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

/** Of a table in provisioned mode, and of its global indexes by name. */
export interface ProvisionedThroughput {
  readonly table: Throughput;
  readonly indexes: Readonly<Record<string, Throughput>>;
}

export interface TableStream {
  readonly arn: string;
  /** The end of its ARN: when it was switched on. */
  readonly label: string;
  readonly viewType: string;
}

/** Time to Live. */
export interface Expiry {
  /** It holds the second since 1970 from which on an item has expired. */
  readonly attribute: string;
  readonly isEnabled: boolean;
}

/** What CreateTable and AWS::DynamoDB::Table both know of a table; the parts inside are spelled as they are. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly attributeDefinitions: readonly AttributeDefinition[];
  readonly keySchema: readonly KeySchemaElement[];
  readonly globalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly localSecondaryIndexes?: readonly SecondaryIndex[];
  /** The key of KMS that encrypts it, where it is one of the customer's own. */
  readonly encryptionKeyArn?: string;
  /** Only told: there is nothing in it. */
  readonly stream?: TableStream;
  /** Only told: nothing is ever throttled. Without it, the table is billed by request. */
  readonly throughput?: ProvisionedThroughput;
  /** Only told: what has expired stays, as it may on AWS for days. */
  readonly expiry?: Expiry;
  /** Only told: a condition on them is refused. */
  readonly tags?: ReadonlyMap<string, string>;
  readonly isProtected?: boolean;
  /** Absent where nothing was said. */
  readonly tableClass?: string;
}

/** Where requests arrive: it completes the ARN of a table that is named only. */
export interface Location {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export type Tables = ReadonlyMap<string, Table>;

export function findIndex(table: Table, name: string): SecondaryIndex | undefined {
  return [...table.globalSecondaryIndexes ?? [], ...table.localSecondaryIndexes ?? []].find((index) => index.IndexName === name);
}

/** A table has one partition attribute; a global secondary index may have up to four. */
export function partitionAttributes(keySchema: readonly KeySchemaElement[]): string[] {
  return keySchema.filter((key) => key.KeyType === 'HASH').map((key) => key.AttributeName);
}
