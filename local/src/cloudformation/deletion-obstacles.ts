import { isObject, type JsonObject } from '../assembly';
import type { ResolvedResource } from './resource-changes';

const PROTECTED = 'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';

interface Contents {
  isBucketEmpty(name: string): Promise<boolean>;
}

type Resource = Pick<ResolvedResource, 'logicalId' | 'type' | 'physicalId' | 'properties'>;

/** Logical id → why AWS would not delete the resource, of those that it would not. */
export async function deletionObstacles(resources: readonly Resource[], contents: Contents): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(resources.map(async (resource) => [resource.logicalId, await obstacle(resource, contents)] as const));
  return new Map(all.filter((one): one is [string, string] => one[1] !== undefined));
}

async function obstacle({ type, physicalId, properties }: Resource, contents: Contents): Promise<string | undefined> {
  if (type === 'AWS::S3::Bucket') {
    return await contents.isBucketEmpty(physicalId) ? undefined : 'The bucket you tried to delete is not empty (Service: S3, Status Code: 409)';
  }
  const isTable = type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable';
  return isTable && isProtected(properties) ? PROTECTED : undefined;
}

/** A global table is protected replica by replica. */
function isProtected({ DeletionProtectionEnabled, Replicas }: JsonObject): boolean {
  const replicas = (Array.isArray(Replicas) ? Replicas : []).filter(isObject);
  return [DeletionProtectionEnabled, ...replicas.map((replica) => replica.DeletionProtectionEnabled)].some((flag) => String(flag) === 'true');
}
