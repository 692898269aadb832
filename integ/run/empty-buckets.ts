import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { Credentials } from '../scenarios/setting';

/** Options of clients of whoever deploys; nothing where the SDK is to look around. */
export interface Admin {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
}

/** A bucket with objects is not deleted: takes them out of every bucket of a stack. */
export async function emptyBuckets(stack: string, admin: Admin): Promise<void> {
  for (const bucket of await bucketsOf(stack, new CloudFormationClient(admin))) await empty(bucket, new S3Client(admin));
}

async function bucketsOf(StackName: string, client: CloudFormationClient): Promise<string[]> {
  const buckets: string[] = [];
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
      buckets.push(...StackResourceSummaries
        .filter(({ ResourceType, ResourceStatus }) => ResourceType === 'AWS::S3::Bucket' && ResourceStatus !== 'DELETE_COMPLETE')
        .flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []));
    }
  } catch (error) {
    // So CloudFormation calls a stack that does not exist: it was never deployed.
    if ((error as Error).name !== 'ValidationError') throw error;
  }
  return buckets;
}

async function empty(Bucket: string, client: S3Client): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    if (Contents.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
  }
}
