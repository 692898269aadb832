import type { AttributeValue, Attributes } from '../values/attribute-value';

/** Attribute names and list positions, outermost first, aliases resolved. */
export type Path = ReadonlyArray<string | number>;

export interface Operation {
  readonly type: string;
  readonly name?: string;
  readonly args: readonly Operand[];
}
export type Operand = Path | Operation | AttributeValue;

/** Attributes by name. */
export type Names = Readonly<Record<string, true>>;

export interface Condition {
  readonly expression: Operation;
  /** All top-level attributes that it mentions. */
  readonly pathHeads: Names;
  /** Those of which it mentions a part. */
  readonly nestedPaths: Names;
}

export interface Projection {
  readonly paths: readonly Path[];
  readonly nestedPaths: Names;
}

export type UpdateSection =
  | { readonly type: 'set' | 'add' | 'delete'; readonly path: Path; readonly val: Operand }
  | { readonly type: 'remove'; readonly path: Path };

export interface Updates {
  readonly sections: readonly UpdateSection[];
  readonly paths: readonly Path[];
  readonly nestedPaths: Names;
}

export interface AttributeUpdate {
  readonly Action?: 'ADD' | 'PUT' | 'DELETE';
  readonly Value?: AttributeValue;
}
export type AttributeUpdates = Readonly<Record<string, AttributeUpdate>>;

export interface Comparison {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
  readonly Exists?: boolean;
}
export type Comparisons = Readonly<Record<string, Comparison>>;

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: Attributes };
  readonly DeleteRequest?: { readonly Key: Attributes };
}

/** The parameters that requests on items share, validated. Members with an underscore are what was read from expressions. */
export interface ItemParameters {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Key?: Attributes;
  readonly Keys?: readonly Attributes[];
  readonly Item?: Attributes;
  readonly ExclusiveStartKey?: Attributes;
  readonly AttributesToGet?: readonly string[];
  readonly AttributeUpdates?: AttributeUpdates;
  readonly Expected?: Comparisons;
  readonly KeyConditions?: Comparisons;
  readonly QueryFilter?: Comparisons;
  readonly ScanFilter?: Comparisons;
  readonly ConditionalOperator?: string;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly ScanIndexForward?: boolean;
  readonly Segment?: number;
  readonly TotalSegments?: number;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly ReturnItemCollectionMetrics?: string;
  readonly _projection?: Projection;
  readonly _condition?: Condition;
  readonly _keyCondition?: Condition;
  readonly _filter?: Condition;
  readonly _updates?: Updates;
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
