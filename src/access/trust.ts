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
  return Object.entries(provider.furtherConditions).reduce((all, [operator, tests]) => ({
    ...all,
    [operator]: Object.entries(tests).reduce((own, [key, values]) => and(operator, own, key, values), all[operator] ?? {}),
  }), guarded);
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
  if (operator === 'StringLike' && tests[name] === NOT_EMPTY && wanted.every((pattern) => /[^*]/.test(pattern))) return { ...tests, [name]: values };
  throw new WebIdentityError({
    code: 'condition-taken',
    where: 'WebIdentityProvider: conditions',
    got: `${operator} ${key}: ${JSON.stringify(values)}`,
    want: `another operator: ${operator} of ${key} is taken by ${JSON.stringify(tests[name])}`,
    fix: 'IAM would OR the values of one key; for exact values use StringEquals',
  });
}
