import type { Allow } from './allow';

/** What a user may do with the objects in their own folder. */
export type OwnObjectWrites = 'none' | 'put' | 'all';

const READS = ['s3:GetObject'];

/** A multipart upload's parts are put; ending one early and listing what is there are actions of their own. */
const PUTS = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];

const DELETES = ['s3:DeleteObject'];

export interface Folder {
  readonly bucketArn: string;
  /** Account that owns the bucket: a bucket name that was given up and registered by a stranger collects nothing. */
  readonly account: string;
  /** Ends with a slash; may hold a policy variable. */
  readonly prefix: string;
}

/**
 * Statements that let a user reach the objects in their own folder, and list them.
 *
 * ListBucketMultipartUploads is left out: it knows no prefix.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html
 */
export function ownObjectsStatements(folder: Folder, writes: OwnObjectWrites): Allow[] {
  const actions = { none: READS, put: [...READS, ...PUTS], all: [...READS, ...PUTS, ...DELETES] }[writes];
  return [objects(folder, actions), list(folder)];
}

/** Statements that let users read a folder of everybody's, and list it where that is meant, too. */
export function sharedObjectsStatements(folder: Folder, listed: boolean): Allow[] {
  return [objects(folder, READS), ...listed ? [list(folder)] : []];
}

function objects({ bucketArn, account, prefix }: Folder, actions: string[]): Allow {
  return { actions, resourceArns: [`${bucketArn}/${prefix}*`], conditions: { StringEquals: { 'aws:ResourceAccount': account } } };
}

function list({ bucketArn, account, prefix }: Folder): Allow {
  return {
    actions: ['s3:ListBucket'],
    resourceArns: [bucketArn],
    conditions: {
      StringEquals: { 'aws:ResourceAccount': account },
      StringLike: { 's3:prefix': [`${prefix}*`] },
    },
  };
}
