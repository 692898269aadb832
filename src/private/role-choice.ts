import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { describe } from './errors';
import { mayShareAccount } from './same-account';
import type { Conditions } from '../providers/definition';
import type { WebIdentityProvider } from '../web-identity-provider';

/** Whom one role lets in. */
interface Trust {
  readonly provider: WebIdentityProvider;
  readonly conditions: Conditions;
}

interface Users {
  readonly construct: IConstruct;
  readonly trusts: readonly Trust[];
}

/** Every set of users of an app, by its root: to look each other up without walking the tree. */
const SETS = new WeakMap<IConstruct, Users[]>();

/**
 * A token may assume any role that trusts its provider and audience, so a user picks the strongest.
 * Two sets of users that take the same tokens are refused at synthesis.
 */
export function watchRoleChoice(construct: IConstruct, trusts: readonly Trust[]): void {
  const { root } = construct.node;
  const sets = SETS.get(root) ?? [];
  const position = sets.push({ construct, trusts });
  SETS.set(root, sets);

  construct.node.addValidation({
    validate: () => sets.slice(position).filter((other) => mayShareAccount(construct, other.construct)).flatMap((other) => trusts
      .filter((trust) => other.trusts.some((rival) => rival.provider.name === trust.provider.name && overlap(trust.conditions, rival.conditions)))
      .map((trust) => describe({
        code: 'role-choice',
        where: construct.node.path,
        got: `tokens of ${trust.provider.name} that ${other.construct.node.path} takes, too`,
        want: 'one role for a token, or a claim that tells the two roles apart',
        fix: 'share one WebIdentityUsers: pass `users` instead of `providers`. A user may assume any role that takes the token, so both roles\' rights are theirs',
      }))),
  });
}

/** Whether one token could meet both. Tokens of CDK stand for any text. */
function overlap(a: Conditions, b: Conditions): boolean {
  return !excludes('StringEquals', a, b, () => true)
    // Cognito writes one of the two into amr, never both; other values of amr may stand together.
    && !excludes('ForAnyValue:StringLike', a, b, (values) => values.every((value) => ['authenticated', 'unauthenticated'].includes(value)));
}

function excludes(operator: string, a: Conditions, b: Conditions, counts: (values: string[]) => boolean): boolean {
  return Object.entries(a[operator] ?? {}).some(([key, left]) => {
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
