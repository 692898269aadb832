import { Lazy, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type IBucket, type IBucketRef } from 'aws-cdk-lib/aws-s3';
import { denyStatement, roleRecord } from './grant';
import { bucketGuardrails } from '../access/guardrails';

/**
 * Puts the guardrails for a role into the bucket's own policy: whoever grants the role something else, the
 * bucket refuses it. Folders that are granted later join.
 *
 * @param id the bucket's in the registry
 * @param folder below the bucket; ends with a slash and may hold a policy variable
 */
export function guardBucket(bucket: IBucketRef, id: string, role: iam.IRole, folder: string): void {
  const granted = roleRecord(role).folders;
  const folders = granted.get(id);
  if (folders !== undefined) {
    folders.add(folder);
    return;
  }
  const own = new Set([folder]);
  granted.set(id, own);
  if (!hasOwnPolicy(bucket, role)) return;
  const { bucketArn } = bucket;
  const denies = bucketGuardrails(role.roleArn, {
    bucketArn,
    objectArns: Lazy.list({ produce: () => [bucketArn, ...[...own].map((prefix) => `${bucketArn}/${prefix}*`)] }),
    prefixes: Lazy.list({ produce: () => [...own].map((prefix) => `${prefix}*`) }),
  });
  denies.forEach((deny) => bucket.addToResourcePolicy(denyStatement(deny, [new iam.AnyPrincipal()])));
}

/** Whether the app defines the bucket as an L2, in the role's account: no other bucket's policy is ours to write. */
function hasOwnPolicy(bucket: IBucketRef, role: iam.IRole): bucket is IBucket {
  return CfnBucket.isCfnBucket(bucket.node.defaultChild) && 'addToResourcePolicy' in bucket
    && Token.compareStrings(bucket.env.account, role.env.account) !== TokenComparison.DIFFERENT;
}
