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

/** How IAM wants a trust policy to tell one tenant of a shared issuer from all others. */
export interface Tenancy {
  /** Condition keys, one of which must be tested. */
  readonly keys: readonly string[];
  /** Whether a value tells nobody apart. */
  readonly isOpen: (value: string) => boolean;
}

/**
 * Issuers that many customers of their owner share, and the claim that a trust policy must look at.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const TENANCY_CLAIMS: ReadonlyMap<string, string> = new Map([
  ['agent.buildkite.com', 'sub'],
  ['oidc.codefresh.io', 'sub'],
  ['studio.datachain.ai/api', 'sub'],
  ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
  ['vstoken.actions.githubusercontent.com', 'sub'],
  ['gitlab.com', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26', 'sub'],
  ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'sub'],
  ['oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'sub'],
  ['api.pulumi.com/oidc', 'aud'],
  ['sandboxes.cloud', 'aud'],
  ['scalr.io', 'sub'],
  ['tokens.cloud.shisho.dev', 'sub'],
  ['app.terraform.io', 'sub'],
  ['proidc.upbound.io', 'sub'],
  ['oidc.vercel.com', 'aud'],
]);

/** Microsoft Sentinel: the one whose key is not of its own. */
const SENTINEL = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';
/** Recorded of AWS: every issuer that begins so. */
const GITHUB_ACTIONS = 'token.actions.githubusercontent.com';

/** Recorded of AWS: exactly `*`, also beside other values; `**` and `?*` are taken. */
export function isEverybody(value: string): boolean {
  return value === '*';
}

/** Recorded of AWS: GitHub's values must neither be blank nor begin with `*`. */
function isOpenOfGitHub(value: string): boolean {
  return value.trim() === '' || value.startsWith('*');
}

/** Of an issuer without scheme that many customers share; undefined for all others. */
export function tenancyOf(issuer: string): Tenancy | undefined {
  if (issuer.startsWith(GITHUB_ACTIONS)) return { keys: [`${issuer}:sub`, `${issuer}:job_workflow_ref`], isOpen: isOpenOfGitHub };
  if (issuer.replace(/\/$/, '') === SENTINEL) return { keys: ['sts:RoleSessionName'], isOpen: isEverybody };
  const claim = TENANCY_CLAIMS.get(issuer);
  return claim === undefined ? undefined : { keys: [`${issuer}:${claim}`], isOpen: isEverybody };
}
