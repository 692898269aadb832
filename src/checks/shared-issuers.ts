import { Token } from 'aws-cdk-lib';
import { WebIdentityError } from './errors';
import type { Conditions } from '../providers/definition';

/** How IAM wants a role to tell one tenant of a shared issuer from all others. */
interface Tenancy {
  readonly issuer: RegExp;
  /** Condition keys, one of which must be tested; `<issuer>` stands for the issuer without scheme. */
  readonly keys: readonly string[];
  /** Values that count as everybody. */
  readonly open: RegExp;
}

const EVERYBODY = /^\*$/;

/**
 * Issuers that serve many tenants. IAM refuses a trust policy that does not test the tenancy claim; without the test
 * any tenant of the issuer could sign in. Those whose tenancy claim is the audience are not here: it is always pinned.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const TENANCIES: readonly Tenancy[] = [
  // IAM refuses blanks and a leading wildcard here, and takes the host as a prefix.
  {
    issuer: /^(token\.actions|vstoken\.actions|audit-log)\.githubusercontent\.com/,
    keys: ['<issuer>:sub', '<issuer>:job_workflow_ref'],
    open: /^\s*$|^\*/,
  },
  {
    issuer: /^(gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|oidc\.codefresh\.io|studio\.datachain\.ai\/api|scalr\.io|tokens\.cloud\.shisho\.dev|proidc\.upbound\.io)$/,
    keys: ['<issuer>:sub'],
    open: EVERYBODY,
  },
  // Microsoft Sentinel.
  { issuer: /^sts\.windows\.net\/33e01921-4d64-4f8c-a055-5bdaffd5e33d\/?$/, keys: ['sts:RoleSessionName'], open: EVERYBODY },
];

const POSITIVE = /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/;

/** Checks that conditions tell tenants of a shared issuer apart as IAM asks for it. */
export function assertTenancy(where: string, issuer: string, conditions: Conditions): void {
  const tenancy = TENANCIES.find((candidate) => candidate.issuer.test(issuer));
  if (tenancy === undefined) return;
  const keys = tenancy.keys.map((key) => key.replace('<issuer>', issuer));
  const tests = Object.entries(conditions).filter(([operator]) => POSITIVE.test(operator))
    .flatMap(([, byKey]) => Object.entries(byKey)).filter(([key]) => keys.some((wanted) => wanted.toLowerCase() === key.toLowerCase()));
  const refuse = (code: string, got: string, want: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix: `${issuer} serves everybody: without the test any of its tenants could sign in, and IAM refuses the role` });
  };

  if (tests.length === 0) refuse('tenancy', JSON.stringify(conditions), `StringEquals, StringLike or StringEqualsIgnoreCase of ${keys.join(' or ')}`);
  for (const [key, values] of tests) {
    const open = [values].flat().find((value) => !Token.isUnresolved(value) && tenancy.open.test(value));
    if (open !== undefined) refuse('tenancy-open', `${key}: ${JSON.stringify(open)}`, 'a value that not everybody has');
  }
}
