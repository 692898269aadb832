import type { AccountRecord, RetainedResource } from './record';

/** The record without a resource that outlived its stack. What was put on a role or a bucket goes with it, or comes off it. */
export function withoutRetained(record: AccountRecord, gone: RetainedResource): AccountRecord {
  return { ...record, retained: record.retained.filter((one) => one !== gone).flatMap((one) => without(one, gone)) };
}

function without(resource: RetainedResource, { type, physicalId }: RetainedResource): RetainedResource[] {
  switch (type) {
    case 'AWS::IAM::Role': return withoutRole(resource, physicalId);
    case 'AWS::S3::Bucket': return resource.type === 'AWS::S3::BucketPolicy' && resource.properties.Bucket === physicalId ? [] : [resource];
    default: return [resource];
  }
}

function withoutRole(resource: RetainedResource, role: string): RetainedResource[] {
  const { type, properties } = resource;
  if ((type !== 'AWS::IAM::Policy' && type !== 'AWS::IAM::ManagedPolicy') || !Array.isArray(properties.Roles)) return [resource];
  const Roles = properties.Roles.filter((name) => name !== role);
  // An inline policy is nothing by itself.
  return type === 'AWS::IAM::Policy' && Roles.length === 0 ? [] : [{ ...resource, properties: { ...properties, Roles } }];
}
