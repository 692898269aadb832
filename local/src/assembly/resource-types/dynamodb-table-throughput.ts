import { objectList } from './properties';
import type { Resource } from './resource-type';
import type { ProvisionedThroughput, Throughput } from '../../dynamodb';
import { isObject } from '../json';

/** What was bought of an AWS::DynamoDB::Table, whose mode is the provisioned one unless it says otherwise. It is told, and never ends. */
export function provisionedThroughput(resource: Resource): ProvisionedThroughput | undefined {
  const own = throughput(resource.property('ProvisionedThroughput'));
  if (own === undefined || resource.property('BillingMode') === 'PAY_PER_REQUEST') return undefined;
  const indexes = objectList(resource, 'GlobalSecondaryIndexes').map((index) => [index.IndexName, throughput(index.ProvisionedThroughput) ?? own]);
  return { table: own, indexes: Object.fromEntries(indexes) };
}

/** Templates have numbers as text, too. */
function throughput(value: unknown): Throughput | undefined {
  return isObject(value) ? { ReadCapacityUnits: Number(value.ReadCapacityUnits), WriteCapacityUnits: Number(value.WriteCapacityUnits) } : undefined;
}
