import type { JsonMembers } from './jwt';

/** Keys that STS fills from claims of AWS's namespace. */
const AWS_CLAIMS: readonly (readonly [RegExp, string])[] = [
  [/^aws:(requesttag\/|tagkeys$)|^sts:transitivetagkeys$/, 'https://aws.amazon.com/tags'],
  [/^sts:sourceidentity$/, 'https://aws.amazon.com/source_identity'],
  [/^sts:roleauthorizedbyidp$/, 'https://aws.amazon.com/roles'],
];

/**
 * Where a condition key of a trust policy gets its value from, for people; undefined where the
 * token has no part in it. `claims` is absent for access tokens, which have fields at the provider.
 */
export function claimBehind(key: string, host: string, claims: JsonMembers | undefined): string | undefined {
  const lookup = key.toLowerCase();
  const prefix = `${host.toLowerCase()}:`;
  if (lookup.startsWith(prefix)) return claimOf(lookup.slice(prefix.length), claims);
  return AWS_CLAIMS.find(([keys]) => keys.test(lookup))?.[1];
}

/** IAM User Guide, "Available keys for AWS OIDC federation": `aud` is the token's `azp` where it has one. */
function claimOf(name: string, claims: JsonMembers | undefined): string {
  if (claims === undefined) return name === 'app_id' ? 'app id' : 'user id';
  if (name === 'aud') return claims.has('azp') ? 'azp' : 'aud';
  return name === 'oaud' ? 'aud' : name;
}
