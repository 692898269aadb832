/*
 * What AWS documents of issuers, for whoever makes trust policies and for whoever judges them. The two packages do not depend
 * on each other at run time, so this file stands in both, letter for letter: a test compares them.
 */

/** Host of Cognito's identity pools. */
export const COGNITO_HOST = 'cognito-identity.amazonaws.com';

/** Region → that host outside the commercial partition, as far as it is known (anomalyco/sst#3121 and public templates); AWS has no list of them. */
export const COGNITO_HOSTS: ReadonlyMap<string, string> = new Map([
  ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
]);

/** Longest provider URL that IAM takes. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MAX_ISSUER_URL_LENGTH = 255;

const GITHUB = [
  'actor', 'actor_id', 'job_workflow_ref', 'repository', 'repository_id', 'repository_owner_id', 'workflow', 'ref', 'environment', 'enterprise_id',
];

/**
 * Claims of shared issuers that are condition keys of trust policies, behind the issuer without scheme (IAM User Guide, "IAM and
 * AWS STS condition context keys", "Available keys for AWS OIDC federation"; Service Authorization Reference 2026-09).
 */
const CLAIMS_OF_ISSUERS: readonly (readonly [issuer: RegExp, claims: readonly string[]])[] = [
  // An enterprise may have a path of its own.
  [/^token\.actions\.githubusercontent\.com(\/|$)/, GITHUB],
  [/^([^/]+\.)?ghe\.com(\/|$)/, GITHUB],
  [/^gitlab\.com$/, [
    'namespace_id', 'project_id', 'user_id', 'user_login', 'user_email', 'user_access_level', 'ref_protected', 'pipeline_source', 'runner_environment',
  ]],
  [/^agent\.buildkite\.com$/, ['organization_id', 'organization_slug', 'pipeline_id', 'pipeline_slug', 'cluster_id', 'cluster_name', 'build_branch']],
  [/^oidc\.circleci\.com\/org\/[^/]+$/, ['oidc.circleci.com/project-id']],
  [/^idcs-[^./]+\.identity\.oraclecloud\.com$/, ['rpst_id']],
  [/^accounts\.google\.com$/, ['google/organization_number']],
];

/** `issuer` is without scheme. */
export function sharedIssuerClaims(issuer: string): readonly string[] {
  return CLAIMS_OF_ISSUERS.filter(([one]) => one.test(issuer)).flatMap(([, claims]) => claims);
}
