import { Token } from 'aws-cdk-lib';
import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import type { Conditions } from '../providers/definition';
import { tenancyOf } from '../providers/issuer-facts';

const POSITIVE = /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/;

/**
 * Checks that conditions tell tenants of a shared issuer apart as IAM asks for it; without the test any tenant could sign in.
 * Where the audience does it there is nothing to check: it is always pinned.
 */
export function assertTenancy(where: string, issuer: string, conditions: Conditions): void {
  const { keys = [], isOpen = () => false } = tenancyOf(issuer) ?? {};
  if (keys.every((key) => key === `${issuer}:aud`)) return;
  const tests = Object.entries(conditions).filter(([operator]) => POSITIVE.test(operator))
    .flatMap(([, byKey]) => Object.entries(byKey)).filter(([key]) => keys.some((wanted) => wanted.toLowerCase() === key.toLowerCase()));
  const refuse = (code: ErrorCode, got: string, want: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix: `${issuer} serves everybody: without the test any of its tenants could sign in, and IAM refuses the role` });
  };

  if (tests.length === 0) refuse('tenancy', JSON.stringify(conditions), `StringEquals, StringLike or StringEqualsIgnoreCase of ${keys.join(' or ')}`);
  for (const [key, values] of tests) {
    const open = [values].flat().find((value) => !Token.isUnresolved(value) && isOpen(value));
    if (open !== undefined) refuse('tenancy-open', `${key}: ${JSON.stringify(open)}`, 'a value that not everybody has');
  }
}
