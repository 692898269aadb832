import { notAuthorized } from './errors';
import type { IdentityPool } from './identity-pool';
import type { VerifiedLogin } from './login-tokens';

/** Tag → claim, where a provider's mapping is the default one (Cognito Developer Guide, "Using attributes for access control"). */
export const DEFAULT_TAGS: ReadonlyMap<string, string> = new Map([['username', 'sub'], ['client', 'aud']]);

/**
 * The tags of a user's session, from the claims of the tokens; a claim that a token has not makes none. The user chooses none of them, but
 * for what they may write into a claim themselves. What becomes of lists, and of two logins that differ, is not told by AWS: both are refused.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
 */
export function principalTags({ principalTags: mappings, providers }: IdentityPool, logins: readonly VerifiedLogin[]): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const { provider, claims } of logins) {
    for (const [tag, claim] of mappings.get(provider) ?? mappings.get(providers.get(provider)?.arn ?? provider) ?? []) {
      const value = textOf(claim, claims.get(claim));
      if (value === undefined) continue;
      if ((tags.get(tag) ?? value) !== value) throw notAuthorized('Invalid login token.', `the logins have different values for the tag ${tag}`);
      tags.set(tag, value);
    }
  }
  return tags;
}

function textOf(name: string, claim: unknown): string | undefined {
  if (claim === undefined || claim === null) return undefined;
  if (typeof claim === 'object') throw notAuthorized('Invalid login token.', `the claim ${name}, which becomes a tag, holds several values`);
  return String(claim);
}
