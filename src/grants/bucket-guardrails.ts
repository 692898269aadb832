import { Lazy, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type IBucket, type IBucketRef } from 'aws-cdk-lib/aws-s3';
import { denyStatement, roleRecord } from './grant';
import { entry, type RoleFolder } from './registry';
import { bucketGuardrails, type Deny, readOnlyGuardrail } from '../access/guardrails';

/**
 * Puts the guardrails for a role into the bucket's own policy: whoever grants the role something else, the
 * bucket refuses it. Folders that are granted later join.
 *
 * @param id the bucket's in the registry
 */
export function guardBucket(bucket: IBucketRef, id: string, role: iam.IRole, folder: RoleFolder): void {
  const folders = entry(roleRecord(role).folders, id, () => [] as RoleFolder[]);
  const isFirst = folders.length === 0;
  const isFirstToRead = !folder.own && folders.every(({ own }) => own);
  folders.push(folder);
  if (!hasOwnPolicy(bucket, role)) return;

  const { bucketArn } = bucket;
  const arns = (some: (one: RoleFolder) => boolean) => Lazy.list({
    produce: () => [bucketArn, ...distinct(folders.filter(some).map(({ prefix }) => `${bucketArn}/${prefix}*`))],
  });
  const add = (deny: Deny) => bucket.addToResourcePolicy(denyStatement(deny, [new iam.AnyPrincipal()]));
  if (isFirst) {
    bucketGuardrails(role.roleArn, { bucketArn, objectArns: arns(() => true), otherPrefix: otherPrefix(folders) }).forEach(add);
  }
  if (isFirstToRead) add(readOnlyGuardrail(role.roleArn, arns(({ own }) => own)));
}

/** Without a folder to list there is no prefix to test: every list is denied. An empty list of values would deny none. */
function otherPrefix(folders: readonly RoleFolder[]): { [key: string]: string[] } {
  const produce = () => {
    const prefixes = distinct(folders.filter(({ listed }) => listed).map(({ prefix }) => `${prefix}*`));
    return prefixes.length === 0 ? undefined : { 's3:prefix': prefixes };
  };
  return Lazy.any({ produce }) as unknown as { [key: string]: string[] };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Whether the app defines the bucket as an L2, in the role's account: no other bucket's policy is ours to write. */
function hasOwnPolicy(bucket: IBucketRef, role: iam.IRole): bucket is IBucket {
  return CfnBucket.isCfnBucket(bucket.node.defaultChild) && 'addToResourcePolicy' in bucket
    && Token.compareStrings(bucket.env.account, role.env.account) !== TokenComparison.DIFFERENT;
}
