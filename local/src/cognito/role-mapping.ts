import type { JsonMembers } from '../identity';

/** How tokens of one provider choose a role (Amazon Cognito Developer Guide, "Using role-based access control"). */
export interface RoleMapping {
  /** Where no role is chosen: the pool's role for signed-in users, or none. */
  readonly ambiguous: 'AuthenticatedRole' | 'Deny';
  /** In their order, the first that holds counts; without rules the token names its role itself. */
  readonly rules?: readonly RoleRule[];
}

export interface RoleRule {
  readonly claim: string;
  readonly match: 'Contains' | 'Equals' | 'NotEqual' | 'StartsWith';
  readonly value: string;
  readonly roleArn: string;
}

/** A role's ARN, or what becomes of the request without one. */
export type ChosenRole = { readonly roleArn: string } | RoleMapping['ambiguous'];

/**
 * The role that a token's claims choose.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function chosenRole({ rules, ambiguous }: RoleMapping, claims: JsonMembers): ChosenRole {
  const roleArn = rules === undefined ? roleOfToken(claims) : rules.find((rule) => holds(rule, claims.get(rule.claim)))?.roleArn;
  return roleArn === undefined ? ambiguous : { roleArn };
}

/** `cognito:preferred_role`, or the one of `cognito:roles`. Nobody chooses among several here: `CustomRoleArn` is not taken. */
function roleOfToken(claims: JsonMembers): string | undefined {
  const [preferred, roles] = [claims.get('cognito:preferred_role'), claims.get('cognito:roles')];
  if (typeof preferred === 'string') return preferred;
  return Array.isArray(roles) && roles.length === 1 && typeof roles[0] === 'string' ? roles[0] : undefined;
}

/** A claim that is absent meets no rule. What AWS makes of lists is told of `Contains` alone: no other rule takes them here. */
function holds({ match, value }: RoleRule, claim: unknown): boolean {
  if (Array.isArray(claim)) return match === 'Contains' && claim.includes(value);
  if (!['string', 'number', 'boolean'].includes(typeof claim)) return false;
  const text = String(claim);
  switch (match) {
    case 'Contains': return text.includes(value);
    case 'Equals': return text === value;
    case 'NotEqual': return text !== value;
    case 'StartsWith': return text.startsWith(value);
  }
}
