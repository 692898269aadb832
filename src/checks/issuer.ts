import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import { assertLiteral } from './text';
import { MAX_ISSUER_URL_LENGTH } from '../providers/issuer-facts';

/** Hosts whose tokens STS knows without an IAM OIDC provider, and the factory that serves each. */
const BUILT_IN_HOSTS: ReadonlyMap<string, string> = new Map([
  ['accounts.google.com', 'google'],
  ['www.amazon.com', 'loginWithAmazon'],
  ['graph.facebook.com', 'facebook'],
]);

const SCHEME = 'https://';

/** Where an issuer's configuration lies: no part of its URL. */
const DISCOVERY = '/.well-known/openid-configuration';

/**
 * Checks an issuer URL as IAM does when an OIDC provider is created, and more strictly where a
 * condition key or policy variable is made of it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export function assertIssuer(where: string, issuer: string): void {
  assertLiteral(where, [issuer], 'because it becomes part of condition keys');
  const refuse = (code: ErrorCode, want: string, fix?: string): never => {
    throw new WebIdentityError({ code, where, got: issuer, want, fix });
  };

  if (!issuer.startsWith(SCHEME)) refuse('issuer-scheme', 'a URL that begins with https://', 'use the issuer exactly as in the token\'s iss claim');
  if (issuer.length > MAX_ISSUER_URL_LENGTH) refuse('issuer-too-long', `at most ${MAX_ISSUER_URL_LENGTH} characters`);
  const rest = issuer.slice(SCHEME.length);
  const slash = rest.indexOf('/');
  const host = slash < 0 ? rest : rest.slice(0, slash);
  if (/[?#]/.test(rest)) refuse('issuer-query', 'a URL without query or fragment');
  if (host.includes('@')) refuse('issuer-host', 'a URL without user name');
  if (host.includes(':')) refuse('issuer-port', 'a URL without port', 'serve discovery on port 443: IAM takes no other');
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host)) refuse('issuer-host', 'a host name after https://');
  if (!/^[A-Za-z0-9._~/+@=%-]*$/.test(rest)) refuse('issuer-path', 'letters, digits and ._~/+@=%- in the path');

  if (rest.endsWith(DISCOVERY)) refuse('issuer-discovery', `the issuer, without ${DISCOVERY}`, `use ${JSON.stringify(issuer.slice(0, -DISCOVERY.length))}, if that is the token's iss claim`);

  const name = host.toLowerCase();
  const builtIn = BUILT_IN_HOSTS.get(name) ?? (name.startsWith('cognito-identity') && /\.amazonaws\.com(\.cn)?$/.test(name) ? 'cognitoIdentityPool' : undefined);
  if (builtIn !== undefined) {
    refuse('issuer-built-in', 'an issuer that STS does not know by itself',
      `use WebIdentityProvider.${builtIn}(...): an IAM OIDC provider for a built-in one breaks its sign-in`);
  }
}

/** The issuer without scheme: the resource name of the provider's ARN and the prefix of its condition keys. */
export function issuerName(issuer: string): string {
  return issuer.slice(SCHEME.length);
}
