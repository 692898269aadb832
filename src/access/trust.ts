import { Conditions, ProviderDefinition } from '../providers/definition';

/**
 * What a free-text user id must not hold: the separators of keys and folders, and what a policy
 * might read as a wildcard or variable (AWS does not document whether it takes variable values
 * literally). `${*}` and its siblings stand for the plain character.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const BARRED_IN_FREE_TEXT_IDS = ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*'];

/**
 * Conditions under which a provider's token may assume its role: issued for our app, for a user
 * whose id is not empty and cannot reach another user's keys.
 *
 * @param barredIds ids that are another provider's namespace: the folder of a raw id `google` would
 *   hold every Google user's folder.
 */
export function trustConditions(provider: ProviderDefinition, barredIds: readonly string[]): Conditions {
  const audience: Conditions = { StringEquals: { ...provider.audience } };
  if (!provider.freeTextIds) return audience;
  return {
    ...audience,
    // STS accepts an empty sub.
    StringLike: { [provider.userIdKey]: '?*' },
    StringNotLike: { [provider.userIdKey]: [...BARRED_IN_FREE_TEXT_IDS, ...barredIds] },
  };
}
