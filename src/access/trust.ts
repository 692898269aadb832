import { Token } from 'aws-cdk-lib';
import type { Deny } from './guardrails';
import { WebIdentityError } from '../checks/errors';
import type { Conditions, ProviderDefinition } from '../providers/definition';

/**
 * What a free-text user id must not hold: the separators of keys and folders, and what a policy
 * might read as a wildcard or variable (AWS does not document whether it takes variable values
 * literally). `${*}` and its siblings stand for the plain character.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const BARRED_IN_FREE_TEXT_IDS = ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*'];

/** STS accepts an empty sub. */
const NOT_EMPTY = '?*';

/**
 * Statements for roles whose trust policy is not ours: they deny what free-text ids could reach beyond their own,
 * as `trustConditions` bars them. A negated operator matches where its key is absent: who is not signed in by this
 * provider reaches nothing.
 */
export function idGuardrails(provider: ProviderDefinition, barredIds: readonly string[]): Deny[] {
  if (!provider.freeTextIds) return [];
  const deny = (conditions: Conditions) => ({ actions: ['dynamodb:*', 's3:*'], resourceArns: ['*'], conditions });
  return [
    deny({ StringNotLike: { [provider.userIdKey]: NOT_EMPTY } }),
    deny({ StringLike: { [provider.userIdKey]: [...BARRED_IN_FREE_TEXT_IDS, ...barredIds] } }),
  ];
}

/**
 * Conditions under which a provider's token may assume its role: issued for our app, for a user
 * whose id is not empty and cannot reach another user's keys, and what the app asks for besides.
 *
 * @param barredIds ids that are another provider's namespace: the folder of a raw id `google` would
 *   hold every Google user's folder.
 */
export function trustConditions(provider: ProviderDefinition, barredIds: readonly string[]): Conditions {
  const audience: Conditions = { StringEquals: { ...provider.audience }, ...provider.tokenConditions };
  const guarded: Conditions = !provider.freeTextIds ? audience : {
    ...audience,
    StringLike: { [provider.userIdKey]: NOT_EMPTY },
    StringNotLike: { [provider.userIdKey]: [...BARRED_IN_FREE_TEXT_IDS, ...barredIds] },
  };
  if (provider.freeTextIds) assertReachable(provider);
  return Object.entries(provider.furtherConditions).reduce((all, [operator, tests]) => ({
    ...all,
    [operator]: Object.entries(tests).reduce((own, [key, values]) => and(operator, own, key, values), all[operator] ?? {}),
  }), guarded);
}

/**
 * Conditions under which a provider's token may tag the session, for providers that do: the same, and no tag but the
 * provider's own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function tagSessionConditions(trust: Conditions, sessionTags: readonly string[]): Conditions {
  return { ...trust, 'ForAllValues:StringEquals': { ...trust['ForAllValues:StringEquals'], 'aws:TagKeys': [...sessionTags] } };
}

/**
 * Adds one test to those of an operator. IAM ORs the values of one key, so a key that the operator
 * tests already needs care: values of a negated operator do add up; patterns that already ask for a
 * character stand in for ours.
 */
function and(operator: string, tests: Conditions[string], key: string, values: string | string[]): Conditions[string] {
  const name = Object.keys(tests).find((other) => other.toLowerCase() === key.toLowerCase());
  if (name === undefined) return { ...tests, [key]: values };
  const wanted = [values].flat();
  if (operator === 'StringNotLike') return { ...tests, [name]: [...new Set([...[tests[name]].flat(), ...wanted])] };
  if (operator === 'StringLike' && tests[name] === NOT_EMPTY && wanted.every((pattern) => !Token.isUnresolved(pattern) && /[^*]/.test(pattern))) return { ...tests, [name]: values };
  throw new WebIdentityError({
    code: 'condition-taken',
    where: 'WebIdentityProvider: conditions',
    got: `${operator} ${key}: ${JSON.stringify(values)}`,
    want: `another operator: ${operator} of ${key} is taken by ${JSON.stringify(tests[name])}`,
    fix: 'IAM would OR the values of one key; for exact values use StringEquals',
  });
}

/** A literal character that the bars exclude, in a pattern or in a plain value. */
const BARRED_IN_PATTERNS = /[/#]|\$\{[*?$]\}/;
const BARRED_IN_VALUES = /[/#*?$]/;

/** Throws for a condition on the user id that our own bars never let match: the role would be there, and nobody would get in. */
function assertReachable({ userIdKey, furtherConditions }: ProviderDefinition): void {
  for (const [operator, tests] of Object.entries(furtherConditions)) {
    const barred = { StringLike: BARRED_IN_PATTERNS, StringEquals: BARRED_IN_VALUES, StringEqualsIgnoreCase: BARRED_IN_VALUES }[operator];
    const values = Object.entries(tests).filter(([key]) => key.toLowerCase() === userIdKey.toLowerCase()).flatMap(([, value]) => value);
    const wrong = barred && values.find((value) => !Token.isUnresolved(value) && barred.test(value));
    if (wrong === undefined) continue;
    throw new WebIdentityError({
      code: 'condition-barred',
      where: 'WebIdentityProvider: conditions',
      got: `${operator} ${userIdKey}: ${JSON.stringify(wrong)}`,
      want: 'user ids without / # * ? $',
      fix: 'ids that hold a separator reach across keys and folders, so they are barred and nobody would get in; let the issuer put an opaque id into sub '
        + '(GitHub: customize the subject claim, for example to repository_owner_id alone)',
    });
  }
}
