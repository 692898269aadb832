import { AwsError } from '../aws-error';
import type { OAuthProviderId } from './built-in-providers';
import { expiredToken } from './claims';
import { facebookContext, loginWithAmazonContext, type ProviderContext } from './condition-keys';
import type { OpaqueTokens } from './opaque-tokens';
import { invalidToken, refusal } from './token-error';
import { trustContext } from './trust-context';
import type { VerifiedIdentity } from './verified-identity';

interface OAuthProvider {
  readonly context: (app: string, user: string) => ProviderContext;
  readonly notMine: () => AwsError;
}

const PROVIDERS: ReadonlyMap<string, OAuthProvider> = new Map<OAuthProviderId, OAuthProvider>([
  ['www.amazon.com', {
    context: loginWithAmazonContext,
    notMine: () => invalidToken('Provided Token is not a Login With Amazon token'),
  }],
  ['graph.facebook.com', {
    context: facebookContext,
    // Observed 2026-09 for a JWT.
    notMine: () => refusal(
      'IDPRejectedClaim',
      'graph.facebook.com rejected OAuth token with response "Bad signature" and code 190',
      403,
      'the token is not an access token of graph.facebook.com',
    ),
  }],
]);

/** Access tokens say nothing by themselves: STS asks the provider, here the store of tokens handed out. */
export function verifyAccessToken(token: string, providerId: string, opaqueTokens: OpaqueTokens, now: number): VerifiedIdentity {
  const provider = PROVIDERS.get(providerId);
  if (provider === undefined) {
    throw new AwsError(
      'AccessDenied',
      'Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens',
      403,
    );
  }
  const known = opaqueTokens.find(token);
  if (known === undefined || known.providerId !== providerId) throw provider.notMine();
  if (now >= known.expiresAt) throw expiredToken(now, known.expiresAt);
  const { trust, session } = provider.context(known.app, known.user);
  return {
    federated: providerId,
    subject: known.user,
    audience: known.app,
    context: trustContext(providerId, trust),
    sessionContext: session,
    sessionTags: new Map(),
    transitiveTagKeys: [],
  };
}
