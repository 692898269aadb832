/** An attribute value as on the wire: one member, named after its type. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Attribute names and list positions, outermost first, aliases resolved. */
export type Path = ReadonlyArray<string | number>;

export interface Operation {
  readonly type: string;
  readonly name?: string;
  readonly args: readonly Operand[];
}
export type Operand = Path | Operation | AttributeValue;

export interface Condition {
  expression: Operation;
  readonly pathHeads: Readonly<Record<string, true>>;
}

export interface UpdateSection {
  readonly type: string;
  readonly path: Path;
  readonly val?: Operand;
}

export interface Comparison {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
}
export type Comparisons = Readonly<Record<string, Comparison>>;

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: Attributes };
  readonly DeleteRequest?: { readonly Key: Attributes };
}

/** The parameters that requests on items share, validated. Members with an underscore are what dynalite's parsers leave. */
export interface ItemParameters {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Key?: Attributes;
  readonly Keys?: readonly Attributes[];
  readonly Item?: Attributes;
  readonly ExclusiveStartKey?: Attributes;
  readonly AttributesToGet?: readonly string[];
  readonly AttributeUpdates?: Readonly<Record<string, object>>;
  readonly Expected?: Comparisons;
  readonly KeyConditions?: Comparisons;
  readonly QueryFilter?: Comparisons;
  readonly ScanFilter?: Comparisons;
  readonly ConditionalOperator?: string;
  readonly Select?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly ReturnItemCollectionMetrics?: string;
  readonly _projection?: { readonly paths: readonly Path[] };
  readonly _condition?: Condition;
  readonly _keyCondition?: Condition;
  readonly _filter?: Condition;
  readonly _updates?: { readonly sections: readonly UpdateSection[] };
}

export interface TransactItem {
  readonly Get?: ItemParameters;
  readonly ConditionCheck?: ItemParameters;
  readonly Put?: ItemParameters;
  readonly Delete?: ItemParameters;
  readonly Update?: ItemParameters;
}

export interface BatchGetParameters {
  readonly RequestItems: Readonly<Record<string, ItemParameters>>;
  readonly ReturnConsumedCapacity?: string;
}

export interface BatchWriteParameters {
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

export interface TransactParameters {
  readonly TransactItems: readonly TransactItem[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}
