import { Token } from 'aws-cdk-lib';
import type { ErrorCode } from './error-codes';
import { describe, WebIdentityError } from './errors';

/**
 * CDK moves what is too long for inline policies into managed ones, but its estimate leaves out keys
 * and braces, so that these can end too long themselves: judged here on what is rendered.
 *
 * Characters without white space. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_TRUST_POLICY = 2048;
const MAX_INLINE_POLICIES = 10_240;
const MAX_MANAGED_POLICY = 6144;

/** In bytes. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
const MAX_BUCKET_POLICY = 20_480;

/** What a reference such as a table's ARN becomes at least: who stays below the quotas must not be refused. */
export const REFERENCE_LENGTH = 60;

/** Length of a document once its references, rendered or not, are text. */
export function renderedLength(document: unknown): number {
  let references = 0;
  const text = JSON.stringify(document, (_, value) => {
    if (Token.isUnresolved(value)) return references += 1, '';
    const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    if (keys.length !== 1 || !(keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return value;
    if (keys[0] === 'Fn::Join') return value['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : (references += 1, ''))).join(value['Fn::Join'][0]);
    references += 1;
    return '';
  });
  return text.length + references * REFERENCE_LENGTH;
}

/** Throws for a trust policy that IAM would not take. CDK renders it as one statement. */
export function assertTrustQuota(where: string, conditions: unknown): void {
  const length = renderedLength({
    Statement: [{ Action: 'sts:AssumeRoleWithWebIdentity', Condition: conditions, Effect: 'Allow', Principal: { Federated: { Ref: '' } } }],
    Version: '2012-10-17',
  });
  if (length <= MAX_TRUST_POLICY) return;
  throw new WebIdentityError({
    code: 'quota-trust-policy',
    where,
    got: `a trust policy of about ${length} characters`,
    want: `at most ${MAX_TRUST_POLICY}`,
    fix: 'list fewer audiences: give apps that differ in nothing else one client id',
  });
}

/** Whether statements are too short for a quota to matter, whatever their references become. */
export function isFarBelowQuota(statements: readonly unknown[]): boolean {
  return JSON.stringify(statements).length < MAX_MANAGED_POLICY / 2;
}

/** What a policy says: its length, and of which resources it says most. */
export interface Weighed {
  readonly length: number;
  readonly heaviest: readonly string[];
}

export function inlineQuotaProblem(where: string, weighed: Weighed): string[] {
  return weighed.length <= MAX_INLINE_POLICIES ? [] : [quotaProblem('quota-inline-policies', where, 'inline policies', weighed, MAX_INLINE_POLICIES)];
}

export function managedQuotaProblem(where: string, weighed: Weighed): string[] {
  return weighed.length <= MAX_MANAGED_POLICY ? [] : [quotaProblem('quota-managed-policy', where, 'a managed policy', weighed, MAX_MANAGED_POLICY)];
}

export function bucketPolicyQuotaProblem(where: string, weighed: Weighed): string[] {
  return weighed.length <= MAX_BUCKET_POLICY ? [] : [quotaProblem('quota-bucket-policy', where, 'a bucket policy', weighed, MAX_BUCKET_POLICY)];
}

function quotaProblem(code: ErrorCode, where: string, what: string, { length, heaviest }: Weighed, most: number): string {
  return describe({
    code,
    where,
    got: `${what} of about ${length} characters`,
    want: `at most ${most}`,
    fix: `list fewer attributes, or split: give some of these resources users of their own (most is said of ${heaviest.join(', ')})`,
  });
}
