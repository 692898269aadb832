/**
 * Providers that IAM knows by itself and which have no client list: the claims of which a trust policy must name one
 * with StringEquals. Recorded of AWS: exactly so spelled.
 */
const CLAIMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['accounts.google.com', ['aud', 'oaud', 'sub']],
  ['www.amazon.com', ['app_id', 'sub']],
  ['graph.facebook.com', ['app_id', 'sub']],
]);

/** The condition keys of which one is wanted; `undefined` for principals that need none. */
export function applicationIdKeys(principal: string): readonly string[] | undefined {
  return CLAIMS.get(principal)?.map(claim => `${principal}:${claim}`);
}
