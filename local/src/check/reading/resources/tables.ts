import { isObject } from '../../../assembly/json';
import type { Table } from '../../../dynamodb';
import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';
import { objectsOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export function readTable(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { stack, logicalId, path, ref, attributes, properties } = resource;
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes, ResourcePolicy } = properties;
  const reason = unreadIn([AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes]);
  if (reason !== undefined || objectsOf(KeySchema).length === 0) return gap(reason ?? 'it has no KeySchema');
  const table: Table = {
    name: ref,
    arn: attributes.Arn,
    attributeDefinitions: objectsOf(AttributeDefinitions) as unknown as Table['attributeDefinitions'],
    keySchema: objectsOf(KeySchema) as unknown as Table['keySchema'],
    globalSecondaryIndexes: objectsOf(GlobalSecondaryIndexes) as unknown as Table['globalSecondaryIndexes'],
    localSecondaryIndexes: objectsOf(LocalSecondaryIndexes) as unknown as Table['localSecondaryIndexes'],
  };
  const replicas = objectsOf(properties.Replicas).flatMap((replica) => (isObject(replica.ResourcePolicy) ? [replica.ResourcePolicy] : []));
  const document = [ResourcePolicy, ...replicas].find(isObject)?.PolicyDocument;
  const place = { stack, logicalId, path };
  collector.tables.set(table.arn, { ...place, table, ...document !== undefined && { policy: collector.readPolicy('resource policy', document, place, 'everybody') } });
}
