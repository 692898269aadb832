import type { ProviderDefinition } from '../providers/definition';

/** Between namespace and id in a partition key, and between id and suffix. */
export const KEY_SEPARATOR = '#';

/** What a provider's users' partition keys begin with: `google#`, or nothing for raw ids. */
export function userKeyPrefix(userNamespace: string): string {
  return userNamespace === '' ? '' : `${userNamespace}${KEY_SEPARATOR}`;
}

/** What a provider's users' folders begin with, below the bucket's own prefix: `google/`, or nothing. */
export function folderPrefix(userNamespace: string): string {
  return userNamespace === '' ? '' : `${userNamespace}/`;
}

/** A user's partition key as IAM sees it: namespace and policy variable. */
export function userKey(provider: ProviderDefinition): string {
  return `${userKeyPrefix(provider.userNamespace)}\${${provider.userIdKey}}`;
}

/** A user's folder below the bucket's own prefix, as IAM sees it. */
export function userFolder(provider: ProviderDefinition): string {
  return `${folderPrefix(provider.userNamespace)}\${${provider.userIdKey}}/`;
}
