import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { describe } from '../checks/errors';
import { roleRecord } from '../grants/grant';
import type { Conditions } from '../providers/definition';
import { mayShareAccount } from '../resources/same-account';
import type { WebIdentityProvider } from '../web-identity-provider';

/** Whom one role lets in. */
interface Trust {
  readonly provider: WebIdentityProvider;
  readonly role: IRole;
  readonly conditions: Conditions;
}

interface Role extends Trust {
  /** The set of users that it belongs to. */
  readonly users: IConstruct;
}

/** Roles of one provider's users by audience. */
type ByAudience = Map<string, Role[]>;

/** Every role of an app's users, by its root and provider: to find rivals without walking the tree. */
const ROLES = new WeakMap<IConstruct, Map<string, ByAudience>>();

/** Stands for audiences known only at deployment: each may be any. */
const UNKNOWN = '';

/**
 * A token may assume any role that trusts its provider and audience, so a user picks the strongest.
 * Two sets of users that take the same tokens are refused at synthesis.
 */
export function watchRoleChoice(users: IConstruct, trusts: readonly Trust[]): void {
  const { root } = users.node;
  const providers = ROLES.get(root) ?? new Map<string, ByAudience>();
  ROLES.set(root, providers);
  // Each pair is reported once, by the one that came later.
  const earlier = trusts.flatMap((trust) => rivals(providers.get(trust.provider.name), audiences(trust)).map((rival) => ({ trust, rival })));
  for (const trust of trusts) {
    const roles: ByAudience = providers.get(trust.provider.name) ?? new Map();
    providers.set(trust.provider.name, roles);
    for (const audience of audiences(trust)) roles.set(audience, [...roles.get(audience) ?? [], { ...trust, users }]);
  }

  if (earlier.length === 0) return;
  users.node.addValidation({
    validate: () => [...new Set(earlier
      .filter(({ trust, rival }) => roleRecord(trust.role) !== roleRecord(rival.role) && overlap(trust, rival) && mayShareAccount(users, rival.users))
      .map(({ trust, rival }) => describe({
        code: 'role-choice',
        where: users.node.path,
        got: `tokens of ${trust.provider.name} that ${rival.users.node.path} takes, too`,
        want: 'one role for a token, or a claim that tells the two roles apart',
        fix: 'share one WebIdentityUsers: pass `users` instead of `providers`. A user may assume any role that takes the token, so both roles\' rights are theirs',
      })))],
  });
}

/** Roles that may take tokens for one of the audiences. */
function rivals(roles: ByAudience = new Map(), wanted: string[]): Role[] {
  const keys = wanted.includes(UNKNOWN) ? [...roles.keys()] : [...wanted, UNKNOWN];
  return [...new Set(keys.flatMap((key) => roles.get(key) ?? []))];
}

function audiences({ provider }: Trust): string[] {
  const [values] = Object.values(provider._definition.audience);
  return values.some((value) => Token.isUnresolved(value)) ? [UNKNOWN] : values;
}

/** Whether one token could meet both. Tokens of CDK stand for any text. */
function overlap({ provider, conditions: a }: Trust, { provider: other, conditions: b }: Trust): boolean {
  // An identity pool chooses itself.
  if (provider._definition.group !== other._definition.group) return false;
  const [audience] = Object.keys(provider._definition.audience);
  // Only the token tells users apart: session name, Region and the like are the caller's to choose.
  const ofToken = (key: string) => key.toLowerCase().startsWith(audience.slice(0, audience.lastIndexOf(':') + 1).toLowerCase());
  return !excludes('StringEquals', a, b, ofToken, () => true)
    // Cognito writes one of the two into amr, never both; other values of amr may stand together.
    && !excludes('ForAnyValue:StringLike', a, b, ofToken, (values) => values.every((value) => ['authenticated', 'unauthenticated'].includes(value)))
    && !COMPLEMENTS.some(([wanted, barred]) => bars(a[wanted], b[barred], ofToken) || bars(b[wanted], a[barred], ofToken));
}

/** Operators of which one wants what the other bars. */
const COMPLEMENTS: readonly (readonly [wanted: string, barred: string])[] = [
  ['StringEquals', 'StringNotEquals'],
  ['ForAnyValue:StringEquals', 'ForAllValues:StringNotEquals'],
];

/** Whether one side bars every value of which the other side wants one. */
function bars(wanted: Conditions[string] = {}, barred: Conditions[string] = {}, ofToken: (key: string) => boolean): boolean {
  return Object.entries(wanted).filter(([key]) => ofToken(key)).some(([key, values]) => {
    const theirs = [Object.entries(barred).find(([other]) => other.toLowerCase() === key.toLowerCase())?.[1] ?? []].flat();
    return [values].flat().every((value) => !Token.isUnresolved(value) && theirs.includes(value));
  });
}

function excludes(
  operator: string, a: Conditions, b: Conditions, ofToken: (key: string) => boolean, counts: (values: string[]) => boolean,
): boolean {
  return Object.entries(a[operator] ?? {}).filter(([key]) => ofToken(key)).some(([key, left]) => {
    const right = Object.entries(b[operator] ?? {}).find(([other]) => other.toLowerCase() === key.toLowerCase())?.[1];
    if (right === undefined) return false;
    const [mine, theirs] = [left, right].map((list) => [list].flat());
    return counts(mine) && counts(theirs) && !mine.some((value) => theirs.some((other) => mayEqual(value, other)));
  });
}

/** Values known only at deployment may be equal, but for attributes of two resources, such as the ids of two identity pools. */
function mayEqual(a: string, b: string): boolean {
  if (a === b) return true;
  if (!Token.isUnresolved(a) && !Token.isUnresolved(b)) return false;
  const [left, right] = [a, b].map((value) => Tokenization.reverse(value));
  const ofResources = [left, right].every((token) => Reference.isReference(token) && CfnResource.isCfnResource(token.target));
  return !ofResources || (left as Reference).target === (right as Reference).target;
}
