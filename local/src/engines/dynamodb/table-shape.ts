import type { AttributeDefinition, KeySchemaElement, SecondaryIndex, Table } from '../../dynamodb/table';

/** What decisions rest on: which attributes are keys, of what type, and what an index shows. */
export interface TableShape {
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly LocalSecondaryIndexes?: readonly SecondaryIndex[];
}

export function shapeOf(table: Table): TableShape {
  return {
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    // Empty lists are no valid parameters.
    ...(table.globalSecondaryIndexes?.length && { GlobalSecondaryIndexes: table.globalSecondaryIndexes }),
    ...(table.localSecondaryIndexes?.length && { LocalSecondaryIndexes: table.localSecondaryIndexes }),
  };
}

/** Says what a table lacks of what it should be, or nothing. An index more does no harm: requests cannot name it. */
export function difference(wanted: TableShape, got: TableShape): string | undefined {
  const [wantedParts, gotParts] = [wanted, got].map(partsOf);
  const wrong = [...wantedParts].find(([part, text]) => gotParts.get(part) !== text);
  return wrong && `${wrong[0]}: got ${gotParts.get(wrong[0]) ?? 'none'}, want ${wrong[1]}`;
}

export const sameShape = (one: TableShape, other: TableShape): boolean => (difference(one, other) ?? difference(other, one)) === undefined;

/** Part of a table → what it is, as text. */
function partsOf({ AttributeDefinitions, KeySchema, GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: TableShape): Map<string, string> {
  const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const keys = (schema: readonly KeySchemaElement[]) => schema.map(({ AttributeName, KeyType }) => `${AttributeName} (${types.get(AttributeName)}, ${KeyType})`).join(', ');
  const index = ({ KeySchema: schema, Projection: { ProjectionType, NonKeyAttributes = [] } }: SecondaryIndex) =>
    `${keys(schema)}, projection ${[ProjectionType, ...[...NonKeyAttributes].sort()].join(' ')}`;
  return new Map([
    ['keys', keys(KeySchema)],
    ...GlobalSecondaryIndexes.map((one) => [`global index ${one.IndexName}`, index(one)] as const),
    ...LocalSecondaryIndexes.map((one) => [`local index ${one.IndexName}`, index(one)] as const),
  ]);
}
