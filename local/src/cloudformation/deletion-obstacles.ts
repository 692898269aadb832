import { isObject, type JsonObject } from '../assembly';
import type { ResolvedResource } from './resource-changes';

const PROTECTED = 'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';
const AUTO_DELETE = 'Custom::S3AutoDeleteObjects';
const AUTO_DELETE_TAG = 'aws-cdk:auto-delete-objects';

interface Contents {
  isBucketEmpty(name: string): Promise<boolean>;
}

type Resource = Pick<ResolvedResource, 'logicalId' | 'type' | 'physicalId' | 'properties'>;

/** Logical id → why AWS would not delete the resource, of those of a stack that it would not. */
export async function deletionObstacles(resources: readonly Resource[], contents: Contents): Promise<ReadonlyMap<string, string>> {
  const emptied = new Set(resources.filter(({ type }) => type === AUTO_DELETE).map(({ physicalId }) => physicalId));
  const all = await Promise.all(resources.map(async (resource) => [resource.logicalId, await obstacle(resource, emptied, contents)] as const));
  return new Map(all.filter((one): one is [string, string] => one[1] !== undefined));
}

async function obstacle({ type, physicalId, properties }: Resource, emptied: ReadonlySet<string>, contents: Contents): Promise<string | undefined> {
  if (type === 'AWS::S3::Bucket') {
    const isGone = (emptied.has(physicalId) && isTagged(properties)) || await contents.isBucketEmpty(physicalId);
    return isGone ? undefined : 'The bucket you tried to delete is not empty (Service: S3, Status Code: 409)';
  }
  const isTable = type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable';
  return isTable && isProtected(properties) ? PROTECTED : undefined;
}

/** CDK's function empties no bucket without this tag. */
function isTagged({ Tags }: JsonObject): boolean {
  return Array.isArray(Tags) && Tags.some((tag) => isObject(tag) && tag.Key === AUTO_DELETE_TAG && String(tag.Value) === 'true');
}

/** A global table is protected replica by replica. */
function isProtected({ DeletionProtectionEnabled, Replicas }: JsonObject): boolean {
  const replicas = (Array.isArray(Replicas) ? Replicas : []).filter(isObject);
  return [DeletionProtectionEnabled, ...replicas.map((replica) => replica.DeletionProtectionEnabled)].some((flag) => String(flag) === 'true');
}
