/** Issuers that IAM knows by itself: no OIDC provider in the account, no client list, a bare host as principal. */
export const GOOGLE_ISSUER = 'https://accounts.google.com';
export const COGNITO_ISSUER = 'https://cognito-identity.amazonaws.com';

/** Identity pools of other partitions have hosts of their own, as far as they are known (anomalyco/sst#3121 and public templates). */
const COGNITO_ISSUERS: ReadonlyMap<string, string> = new Map([
  ['us-gov-west-1', 'https://cognito-identity-us-gov.amazonaws.com'],
  ['us-gov-east-1', 'https://cognito-identity.us-gov-east-1.amazonaws.com'],
  ['cn-north-1', 'https://cognito-identity.cn-north-1.amazonaws.com.cn'],
]);

const BUILT_IN_ISSUERS: ReadonlySet<string> = new Set([GOOGLE_ISSUER, COGNITO_ISSUER, ...COGNITO_ISSUERS.values()]);

export function isBuiltInIssuer(issuer: string): boolean {
  return BUILT_IN_ISSUERS.has(issuer);
}

/** Of the identity pools of a Region. */
export function cognitoIssuer(region: string): string {
  return COGNITO_ISSUERS.get(region) ?? COGNITO_ISSUER;
}

export function isCognitoIssuer(issuer: string): boolean {
  return issuer !== GOOGLE_ISSUER && BUILT_IN_ISSUERS.has(issuer);
}

/** Of a user pool: `https://cognito-idp.<region>.amazonaws.com/<pool id>`. */
export function isUserPoolIssuer(issuer: string): boolean {
  return /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/[\w-]+$/.test(issuer);
}

/** Providers of opaque OAuth access tokens; the id is both `ProviderId` and principal. */
export type OAuthProviderId = 'www.amazon.com' | 'graph.facebook.com';
