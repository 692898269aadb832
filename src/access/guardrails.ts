import { KEY_SEPARATOR } from './user-key';

/** One statement that denies something, whoever allows it: pure data. */
export interface Deny {
  readonly actions?: string[];
  readonly notActions?: string[];
  readonly resourceArns?: string[];
  readonly notResourceArns?: string[];
  readonly conditions: { [operator: string]: { [key: string]: string | string[] } };
}

/**
 * Statements that deny all of tables but what is under the user's own partition key, the exact complement of
 * what `ownItemsStatements` allows: requests that name no key, and requests that name another one.
 *
 * An explicit deny wins over every allow, whoever attached it.
 *
 * @param resourceArns the tables and what is under them, indexes that are shared on purpose left out
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function tableGuardrails(resourceArns: string[], userKey: string, keySuffix: boolean): Deny[] {
  const deny = (conditions: Deny['conditions']) => ({ actions: ['dynamodb:*'], resourceArns, conditions });
  return [
    deny({ Null: { 'dynamodb:LeadingKeys': 'true' } }),
    deny(keySuffix
      ? { 'ForAnyValue:StringNotLike': { 'dynamodb:LeadingKeys': [`${userKey}${KEY_SEPARATOR}*`] } }
      : { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': [userKey] } }),
  ];
}

/**
 * What is under a table besides indexes. An index cannot be left out of a wildcard, so where one is shared
 * the rest is named.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html#amazondynamodb-resources-for-iam-policies
 */
const BESIDE_INDEXES = ['stream/*', 'backup/*', 'export/*'];

/** Resources of a table that are denied: all of it, or all but the indexes that are shared. */
export function guardedTableArns(tableArn: string, indexes: readonly string[], shared: readonly string[]): string[] {
  if (shared.length === 0) return [tableArn, `${tableArn}/*`];
  const others = indexes.filter((index) => !shared.includes(index));
  return [tableArn, ...[...BESIDE_INDEXES, ...others.map((index) => `index/${index}`)].map((name) => `${tableArn}/${name}`)];
}

/** What a role may reach of a bucket. */
export interface BucketPart {
  readonly bucketArn: string;
  /** The bucket and the role's folders as ARNs, a wildcard behind each folder's last slash; may hold a policy variable. */
  readonly objectArns: string[];
  /** Those folders that the role may list, as a test that a list's prefix is another one. */
  readonly otherPrefix: { [key: string]: string[] };
}

/**
 * Statements of a bucket's own policy that deny one role all but its folders. Other folders are denied by
 * `NotResource`: a variable without value matches nothing there, which denies all.
 *
 * A negated operator matches where its key is absent, so a list without prefix is denied, too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function bucketGuardrails(roleArn: string, { bucketArn, objectArns, otherPrefix }: BucketPart): Deny[] {
  const role = ofRole(roleArn);
  return [
    { actions: ['s3:*'], notResourceArns: objectArns, conditions: role },
    { actions: ['s3:ListBucket*'], resourceArns: [bucketArn], conditions: { ...role, StringNotLike: otherPrefix } },
    { notActions: ['s3:ListBucket*'], resourceArns: [bucketArn], conditions: role },
  ];
}

/**
 * Statement of a bucket's own policy that denies one role everything but reading where nothing is its own: what is
 * shared to read stays so, whoever grants a write.
 *
 * @param ownArns the bucket and the role's own folders
 */
export function readOnlyGuardrail(roleArn: string, ownArns: string[]): Deny {
  return { notActions: ['s3:GetObject'], notResourceArns: ownArns, conditions: ofRole(roleArn) };
}

function ofRole(roleArn: string): Deny['conditions'] {
  return { ArnEquals: { 'aws:PrincipalArn': roleArn } };
}
