import { COGNITO_HOST, COGNITO_HOSTS } from './issuer-facts';

/** Issuers that IAM knows by itself: no OIDC provider in the account, no client list, a bare host as principal. */
export const GOOGLE_ISSUER = 'https://accounts.google.com';
export const COGNITO_ISSUER = `https://${COGNITO_HOST}`;

const BUILT_IN_ISSUERS: ReadonlySet<string> = new Set([GOOGLE_ISSUER, COGNITO_ISSUER, ...[...COGNITO_HOSTS.values()].map((host) => `https://${host}`)]);

export function isBuiltInIssuer(issuer: string): boolean {
  return BUILT_IN_ISSUERS.has(issuer);
}

/** Of the identity pools of a Region. */
export function cognitoIssuer(region: string): string {
  const host = COGNITO_HOSTS.get(region);
  return host === undefined ? COGNITO_ISSUER : `https://${host}`;
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
