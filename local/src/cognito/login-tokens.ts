import { AwsError } from '../aws-error';
import { notAuthorized } from './errors';
import type { IdentityPool, PoolProvider } from './identity-pool';
import type { Login } from './identity-store';
import type { Logins } from './input';
import {
  isUserPoolIssuer, parseJwt, readAudience, requireClaims, verifyWebIdentityToken, type JsonMembers, type TokenVerification,
} from '../identity';

/** A login that holds. */
export interface VerifiedLogin extends Login {
  /** The app or client id that the token is for. */
  readonly app: string;
  /** An access token has none. */
  readonly claims: JsonMembers;
}

type Verification = Omit<TokenVerification, 'oidcProviders'>;

/** Providers whose `Logins` value is an OAuth access token. */
const ACCESS_TOKENS: ReadonlySet<string> = new Set(['www.amazon.com', 'graph.facebook.com']);

const NOT_SUPPORTED = 'Token is not from a supported provider of this identity pool.';

/** Whose tokens these are; every one must hold. In the order of the provider names, so that it does not depend on the caller. */
export async function verifyLogins(logins: Logins, pool: IdentityPool, verification: Verification): Promise<readonly VerifiedLogin[]> {
  const entries = [...logins].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(entries.map(([provider, token]) => verifyLogin(provider, token, pool, verification)));
}

async function verifyLogin(provider: string, token: string, pool: IdentityPool, verification: Verification): Promise<VerifiedLogin> {
  const known = pool.providers.get(provider);
  if (known === undefined) throw notAuthorized(NOT_SUPPORTED, `the pool has no provider ${JSON.stringify(provider)}`);
  try {
    return ACCESS_TOKENS.has(provider)
      ? await ofAccessToken(token, provider, known, verification)
      : await ofIdToken(token, provider, known, verification);
  } catch (error) {
    throw error instanceof AwsError ? loginError(error) : error;
  }
}

async function ofAccessToken(token: string, provider: string, { apps }: PoolProvider, verification: Verification): Promise<VerifiedLogin> {
  const { subject, audience } = await verifyWebIdentityToken(token, provider, { ...verification, oidcProviders: [] });
  if (!apps.includes(audience)) throw notAuthorized(NOT_SUPPORTED, `the token is for the app ${JSON.stringify(audience)}`);
  return { provider, user: subject, app: audience, claims: new Map() };
}

/** The provider's name is its issuer without the scheme. */
async function ofIdToken(token: string, provider: string, { apps, arn }: PoolProvider, verification: Verification): Promise<VerifiedLogin> {
  const issuer = `https://${provider}`;
  const { claims } = parseJwt(token);
  requireClaims(claims);
  if (claims.get('iss') !== issuer) {
    throw notAuthorized("Invalid login token. Issuer doesn't match providerName", `the token is of ${JSON.stringify(claims.get('iss'))}`);
  }
  const { audience, original } = readAudience(claims);
  // A token that our client got for another API is no sign-in here: that API could replay it. Of the account's own OIDC providers
  // Cognito checks the `azp` alone (Developer Guide, "Open ID Connect providers"): rules of the role mapping must see to the rest.
  if (!apps.includes(audience) || (arn === undefined && !original.some((one) => apps.includes(one)))) {
    throw notAuthorized(NOT_SUPPORTED, `the token is for ${JSON.stringify(original)}, by ${JSON.stringify(audience)}`);
  }
  // Of a user pool's tokens only the ID token says who signed in to which client.
  if (isUserPoolIssuer(issuer) && claims.get('token_use') !== 'id') {
    throw notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.', 'the token\'s token_use is not id');
  }
  const oidcProviders = [{ arn: issuer, url: issuer, clientIds: apps }];
  const { subject } = await verifyWebIdentityToken(token, undefined, { ...verification, oidcProviders });
  return { provider, user: subject, app: audience, claims };
}

/** What Cognito makes of the answers of token verification. */
function loginError(error: AwsError): AwsError {
  const { code, message, cause = message } = error;
  const reason = String(cause);
  switch (code) {
    case 'NotAuthorizedException': return error;
    case 'IDPCommunicationError': return new AwsError('ExternalServiceException', reason);
    case 'InternalFailure': return new AwsError('InternalErrorException', message, 500);
    case 'ExpiredTokenException': {
      const [now, expiry] = message.match(/\d+/g) ?? [];
      return notAuthorized(`Invalid login token. Token expired: ${now} >= ${expiry}`, reason);
    }
    default: return notAuthorized(`Invalid login token. ${/^Missing|^Claim/.test(message) ? message : "Couldn't verify signed token."}`, reason);
  }
}
