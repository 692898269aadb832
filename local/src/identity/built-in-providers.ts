/** Issuers that IAM knows by itself: no OIDC provider in the account, no client list, a bare host as principal. */
export const GOOGLE_ISSUER = 'https://accounts.google.com';
export const COGNITO_ISSUER = 'https://cognito-identity.amazonaws.com';

/** GovCloud has Cognito hosts of its own (anomalyco/sst#3121 and public templates). */
const BUILT_IN_ISSUERS: ReadonlySet<string> = new Set([
  GOOGLE_ISSUER,
  COGNITO_ISSUER,
  'https://cognito-identity-us-gov.amazonaws.com',
  'https://cognito-identity.us-gov-east-1.amazonaws.com',
]);

export function isBuiltInIssuer(issuer: string): boolean {
  return BUILT_IN_ISSUERS.has(issuer);
}

/** Providers of opaque OAuth access tokens; the id is both `ProviderId` and principal. */
export type OAuthProviderId = 'www.amazon.com' | 'graph.facebook.com';
