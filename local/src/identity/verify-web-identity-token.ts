import { AwsError } from '../aws-error';
import type { KeySource } from './key-source';
import type { OidcProvider } from './oidc-provider';
import type { OpaqueTokens } from './opaque-tokens';
import { tokenLengthViolation } from './token-length';
import type { VerifiedIdentity } from './verified-identity';
import { verifyAccessToken } from './verify-access-token';
import { verifyJwt } from './verify-jwt';

export interface TokenVerification {
  /** The account's providers. */
  readonly oidcProviders: readonly OidcProvider[];
  readonly keySource: KeySource;
  readonly opaqueTokens: OpaqueTokens;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** With a `ProviderId` the token is an OAuth access token, without one an ID token: never guessed from its looks. */
export async function verifyWebIdentityToken(
  token: string, providerId: string | undefined, { oidcProviders, keySource, opaqueTokens, clock }: TokenVerification,
): Promise<VerifiedIdentity> {
  const violation = tokenLengthViolation(token);
  if (violation !== undefined) {
    throw new AwsError('ValidationError', `1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: ${violation}`);
  }
  const now = Math.floor(clock() / 1000);
  return providerId === undefined
    ? verifyJwt(token, oidcProviders, keySource, now)
    : verifyAccessToken(token, providerId, opaqueTokens, now);
}
