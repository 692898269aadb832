import { isObject } from '../../../assembly/json';
import type { Table } from '../../../dynamodb';
import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { isUnread, unreadIn } from '../unread';
import { objectsOf, textOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export function readTable(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { stack, logicalId, path, ref, attributes, properties, region } = resource;
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes, ResourcePolicy, Replicas } = properties;
  const reason = unreadIn([AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes]);
  if (reason !== undefined || objectsOf(KeySchema).length === 0) return gap(reason ?? 'it has no KeySchema');
  const replicas = objectsOf(Replicas);
  const regions = unreadIn([isUnread(Replicas) ? Replicas : undefined, ...replicas.map(({ Region }) => Region)]);
  if (regions !== undefined) gap(`in which Regions its replicas are: ${regions}`);
  const streams = [properties.StreamSpecification, ...replicas.map(({ ReplicaStreamSpecification }) => ReplicaStreamSpecification)];
  if (streams.some((one) => isObject(one) && (isUnread(one) || one.ResourcePolicy !== undefined))) {
    gap('its stream has a policy of its own, which the check does not read');
  }
  const shape = {
    name: ref,
    attributeDefinitions: objectsOf(AttributeDefinitions) as unknown as Table['attributeDefinitions'],
    keySchema: objectsOf(KeySchema) as unknown as Table['keySchema'],
    globalSecondaryIndexes: objectsOf(GlobalSecondaryIndexes) as unknown as Table['globalSecondaryIndexes'],
    localSecondaryIndexes: objectsOf(LocalSecondaryIndexes) as unknown as Table['localSecondaryIndexes'],
  };
  const add = (arn: string, name: string, policy: unknown, replicaOf?: string): void => {
    const place = { stack, logicalId, path: name };
    const document = isObject(policy) && !isUnread(policy) ? policy.PolicyDocument : policy;
    collector.claim(arn, gap);
    collector.tables.set(arn, { ...place, table: { ...shape, arn }, replicaOf, ...document !== undefined && { policy: collector.readPolicy('resource policy', document, place, 'everybody') } });
  };
  add(attributes.Arn, path, ResourcePolicy ?? replicas.find(({ Region }) => Region === region)?.ResourcePolicy);
  for (const replica of replicas) {
    const there = textOf(replica.Region);
    if (there !== undefined && there !== region) add(attributes.Arn.replace(`:${region}:`, `:${there}:`), `${path} in ${there}`, replica.ResourcePolicy, attributes.Arn);
  }
}
