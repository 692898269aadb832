import { AwsError } from '../aws-error';
import { readAwsClaims } from './aws-claims';
import { isBuiltInIssuer } from './built-in-providers';
import { checkTimes, readAudience, readSubject, requireClaims } from './claims';
import { oidcContext } from './condition-keys';
import { parseJwt } from './jwt';
import { verifyJwtSignature } from './jwt-signature';
import type { KeySource } from './key-source';
import type { OidcProvider } from './oidc-provider';
import { similarProvider } from './similar-provider';
import { invalidToken, NOT_VALIDATED } from './token-error';
import { trustContext } from './trust-context';
import type { VerifiedIdentity } from './verified-identity';

/** What becomes of a fault: thrown where a token is verified, noted where it is explained. */
export type Report = (fault: AwsError) => void;

/**
 * The order of the checks decides which error a token with several faults gets. Of the observed
 * answers (2026-09) each had one fault, so the order between groups is our reading: form, claims
 * that must be there, provider, audience, signature, time, AWS's own claims.
 */
export async function verifyJwt(
  token: string, oidcProviders: readonly OidcProvider[], keySource: KeySource, now: number, report: Report = raise,
): Promise<VerifiedIdentity> {
  const jwt = parseJwt(token);
  const { claims } = jwt;
  await check(() => requireClaims(claims), report);
  const { issuer, provider } = findProvider(claims.get('iss'), oidcProviders, report);
  const subject = readSubject(claims);
  const audience = readAudience(claims);
  if (provider !== undefined && !provider.clientIds.includes(audience.audience)) {
    report(invalidToken(NOT_VALIDATED, `the audience ${JSON.stringify(audience.audience)} is not in the client list of ${provider.arn}`));
  }
  await check(() => verifyJwtSignature(token, jwt, issuer, keySource), report);
  await check(() => checkTimes(claims, now), report);

  const host = issuer.replace(/^https:\/\//, '');
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
function findProvider(issuer: unknown, oidcProviders: readonly OidcProvider[], report: Report): { issuer: string; provider?: OidcProvider } {
  if (typeof issuer !== 'string') throw invalidToken(NOT_VALIDATED, 'the iss claim is not text');
  const provider = oidcProviders.find(({ url }) => url === issuer);
  if (provider === undefined && !isBuiltInIssuer(issuer)) {
    const message = `No OpenIDConnect provider found in your account for ${issuer}`;
    report(invalidToken(message, unknownIssuer(message, issuer, oidcProviders)));
  }
  return { issuer, provider };
}

function unknownIssuer(message: string, issuer: string, oidcProviders: readonly OidcProvider[]): string {
  const similar = similarProvider(issuer, oidcProviders);
  return similar === undefined ? message : `${message}; did you mean ${similar.url}? The token's iss and the provider's URL are compared letter by letter`;
}

function raise(fault: AwsError): never {
  throw fault;
}

async function check(act: () => void | Promise<void>, report: Report): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    report(error);
  }
}
