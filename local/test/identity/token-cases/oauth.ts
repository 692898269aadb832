import { FAIL_CLOSED, NOT_A_JWT, REAL_STS, SDK_DOC, refused, type TokenCase } from '../token-case';

const FACEBOOK = [
  'IDPRejectedClaim', 'graph.facebook.com rejected OAuth token with response "Bad signature" and code 190', 403,
] as const;
const AMAZON = refused('Provided Token is not a Login With Amazon token');
const UNKNOWN = ['AccessDenied', 'Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens', 403] as const;
const become = (token: string) => () => token;

/** Tokens that do not fit their `ProviderId`; those that do are in opaque-tokens.test.ts. */
export const OAUTH_CASES: readonly TokenCase[] = [
  { name: 'JWT as Login with Amazon', source: REAL_STS, providerId: 'www.amazon.com', error: AMAZON },
  { name: 'JWT as Facebook', source: REAL_STS, providerId: 'graph.facebook.com', error: FACEBOOK },
  { name: 'unknown access token as Login with Amazon', source: 'awslabs thread: newline after the token', providerId: 'www.amazon.com', tamper: become('Atza|unknown'), error: AMAZON },
  { name: 'unknown access token as Facebook', source: SDK_DOC, providerId: 'graph.facebook.com', tamper: become('EAAunknown'), error: FACEBOOK },
  { name: 'access token without ProviderId', source: REAL_STS, tamper: become('EAAunknown'), error: refused(NOT_A_JWT) },
  ...['accounts.google.com', 'cognito-identity.amazonaws.com', 'https://www.amazon.com', 'WWW.AMAZON.COM', 'www.amazon.com:443', 'login.example.com', '', '__proto__'].map(
    (providerId) => ({ name: `ProviderId ${JSON.stringify(providerId)}`, source: REAL_STS, providerId, error: UNKNOWN }),
  ),
  { name: 'short token with ProviderId', source: FAIL_CLOSED, providerId: 'www.amazon.com', tamper: become('Atz'), error: ['ValidationError', "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4", 400] },
];
