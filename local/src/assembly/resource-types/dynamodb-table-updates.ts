import { isObject, type JsonObject } from '../json';

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** "Replacement if you edit an existing AttributeDefinition" (template reference, AWS::DynamoDB::Table). */
export function editsAttribute(before: JsonObject, after: JsonObject): boolean {
  const types = new Map(objects(before.AttributeDefinitions).map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  return objects(after.AttributeDefinitions)
    .some(({ AttributeName, AttributeType }) => types.has(AttributeName) && types.get(AttributeName) !== AttributeType);
}

/** "You can create or delete only one global secondary index without interruption" (template reference, AWS::DynamoDB::Table). */
export function refuseIndexChanges(before: JsonObject, after: JsonObject): string | undefined {
  const names = (table: JsonObject) => new Set(objects(table.GlobalSecondaryIndexes).map(({ IndexName }) => IndexName));
  const [old, now] = [names(before), names(after)];
  const changes = [...now].filter((name) => !old.has(name)).length + [...old].filter((name) => !now.has(name)).length;
  if (changes > 1) return 'Cannot perform more than one GSI creation or deletion in a single update';
  const edited = objects(after.GlobalSecondaryIndexes).find((index) => objects(before.GlobalSecondaryIndexes)
    .some((other) => other.IndexName === index.IndexName && keysOf(other) !== keysOf(index)));
  return edited && 'Cannot update GSI\'s properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name.';
}

function keysOf({ KeySchema, Projection }: JsonObject): string {
  return JSON.stringify([objects(KeySchema).map(({ AttributeName, KeyType }) => [AttributeName, KeyType]), Projection]);
}
