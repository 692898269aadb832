import { readAwsClaims } from './aws-claims';
import { isBuiltInIssuer } from './built-in-providers';
import { checkTimes, readAudience, readSubject, requireClaims } from './claims';
import { oidcContext } from './condition-keys';
import { parseJwt } from './jwt';
import { verifyJwtSignature } from './jwt-signature';
import type { KeySource } from './key-source';
import type { OidcProvider } from './oidc-provider';
import { invalidToken, NOT_VALIDATED } from './token-error';
import { trustContext } from './trust-context';
import type { VerifiedIdentity } from './verified-identity';

/**
 * The order of the checks decides which error a token with several faults gets. Of the observed
 * answers (2026-09) each had one fault, so the order between groups is our reading: form, claims
 * that must be there, provider, audience, signature, time, AWS's own claims.
 */
export async function verifyJwt(
  token: string, oidcProviders: readonly OidcProvider[], keySource: KeySource, now: number,
): Promise<VerifiedIdentity> {
  const jwt = parseJwt(token);
  const { claims } = jwt;
  requireClaims(claims);
  const { issuer, provider } = findProvider(claims.get('iss'), oidcProviders);
  const subject = readSubject(claims);
  const audience = readAudience(claims);
  if (provider !== undefined && !provider.clientIds.includes(audience.audience)) {
    throw invalidToken(NOT_VALIDATED, `the audience ${JSON.stringify(audience.audience)} is not in the client list of ${provider.arn}`);
  }
  await verifyJwtSignature(token, jwt, issuer, keySource);
  checkTimes(claims, now);

  const host = issuer.slice('https://'.length);
  const federated = provider?.arn ?? host;
  const { trust, session } = oidcContext(host, subject, audience, claims);
  return {
    federated,
    subject,
    audience: audience.audience,
    context: trustContext(federated, trust),
    sessionContext: session,
    ...readAwsClaims(claims),
  };
}

/** A provider of the account wins over a built-in one; issuers are compared exactly. No provider means a built-in one. */
function findProvider(issuer: unknown, oidcProviders: readonly OidcProvider[]): { issuer: string; provider?: OidcProvider } {
  if (typeof issuer !== 'string') throw invalidToken(NOT_VALIDATED, 'the iss claim is not text');
  const provider = oidcProviders.find(({ url }) => url === issuer);
  if (provider === undefined && !isBuiltInIssuer(issuer)) {
    throw invalidToken(`No OpenIDConnect provider found in your account for ${issuer}`);
  }
  return { issuer, provider };
}
