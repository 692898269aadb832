import { AwsError } from '../aws-error';
import { notAuthorized } from './errors';
import type { IdentityPool } from './identity-pool';
import type { Login } from './identity-store';
import type { Logins } from './input';
import { isUserPoolIssuer, parseJwt, readAudience, requireClaims, verifyWebIdentityToken, type TokenVerification } from '../identity';

type Verification = Omit<TokenVerification, 'oidcProviders'>;

/** Providers whose `Logins` value is an OAuth access token. */
const ACCESS_TOKENS: ReadonlySet<string> = new Set(['www.amazon.com', 'graph.facebook.com']);

const NOT_SUPPORTED = 'Token is not from a supported provider of this identity pool.';

/** Whose tokens these are; every one must hold. In the order of the provider names, so that it does not depend on the caller. */
export async function verifyLogins(logins: Logins, pool: IdentityPool, verification: Verification): Promise<readonly Login[]> {
  const entries = [...logins].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(entries.map(([provider, token]) => verifyLogin(provider, token, pool, verification)));
}

async function verifyLogin(provider: string, token: string, pool: IdentityPool, verification: Verification): Promise<Login> {
  const apps = pool.providers.get(provider);
  if (apps === undefined) throw notAuthorized(NOT_SUPPORTED, `the pool has no provider ${JSON.stringify(provider)}`);
  try {
    const user = ACCESS_TOKENS.has(provider)
      ? await userOfAccessToken(token, provider, apps, verification)
      : await userOfIdToken(token, provider, apps, verification);
    return { provider, user };
  } catch (error) {
    throw error instanceof AwsError ? loginError(error) : error;
  }
}

async function userOfAccessToken(token: string, provider: string, apps: readonly string[], verification: Verification): Promise<string> {
  const { subject, audience } = await verifyWebIdentityToken(token, provider, { ...verification, oidcProviders: [] });
  if (!apps.includes(audience)) throw notAuthorized(NOT_SUPPORTED, `the token is for the app ${JSON.stringify(audience)}`);
  return subject;
}

/** The provider's name is its issuer without the scheme. */
async function userOfIdToken(token: string, provider: string, apps: readonly string[], verification: Verification): Promise<string> {
  const issuer = `https://${provider}`;
  const { claims } = parseJwt(token);
  requireClaims(claims);
  if (claims.get('iss') !== issuer) {
    throw notAuthorized("Invalid login token. Issuer doesn't match providerName", `the token is of ${JSON.stringify(claims.get('iss'))}`);
  }
  const { audience, original } = readAudience(claims);
  // A token that our client got for another API is no sign-in here: that API could replay it.
  if (!apps.includes(audience) || !original.some((one) => apps.includes(one))) {
    throw notAuthorized(NOT_SUPPORTED, `the token is for ${JSON.stringify(original)}, by ${JSON.stringify(audience)}`);
  }
  // Of a user pool's tokens only the ID token says who signed in to which client.
  if (isUserPoolIssuer(issuer) && claims.get('token_use') !== 'id') {
    throw notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.', 'the token\'s token_use is not id');
  }
  const oidcProviders = [{ arn: issuer, url: issuer, clientIds: apps }];
  const { subject } = await verifyWebIdentityToken(token, undefined, { ...verification, oidcProviders });
  return subject;
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
