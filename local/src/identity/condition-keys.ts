import type { Audience } from './claims';
import { sharedIssuerClaims } from './issuer-facts';
import type { JsonMembers } from './jwt';
import { invalidToken, NOT_VALIDATED } from './token-error';
import type { ContextValue, RequestContext } from '../iam/request';

/**
 * What a provider tells IAM about the user (IAM User Guide, "IAM and AWS STS condition context
 * keys", "Available keys for AWS OIDC federation"): `trust` while the role's trust policy is
 * judged, `session` ever after. `oaud` and `email` do not live on.
 */
export interface ProviderContext {
  readonly trust: RequestContext;
  readonly session: RequestContext;
}

/** `host` is the issuer without `https://`; its path and trailing slash belong to the key. */
export function oidcContext(host: string, subject: string, { audience, original }: Audience, claims: JsonMembers): ProviderContext {
  const session: [string, ContextValue][] = [['aud', audience], ['sub', subject]];
  const amr = readTexts(claims, 'amr');
  if (amr !== undefined) session.push(['amr', amr]);
  const trust: [string, ContextValue][] = [...session, ['oaud', original.length === 1 ? original[0] : original]];
  for (const name of ['email', ...sharedIssuerClaims(host)]) {
    const value = claimNamed(name, claims);
    if (value !== undefined) trust.push([name, value]);
  }
  return { trust: keys(host, trust), session: keys(host, session) };
}

export function loginWithAmazonContext(app: string, user: string): ProviderContext {
  const context = keys('www.amazon.com', [['app_id', app], ['user_id', user], ['sub', user]]);
  return { trust: context, session: context };
}

export function facebookContext(app: string, user: string): ProviderContext {
  const context = keys('graph.facebook.com', [['app_id', app], ['id', user]]);
  return { trust: context, session: context };
}

/** Lower case, because IAM compares key names without case. */
function keys(host: string, entries: readonly [string, ContextValue][]): RequestContext {
  return new Map(entries.map(([name, value]) => [`${host}:${name}`.toLowerCase(), value]));
}

/** A claim as text. Where the name has a slash, as in `google/organization_number`, the claim may also lie in an object. */
function claimNamed(name: string, claims: JsonMembers): string | undefined {
  const [first, ...rest] = name.split('/');
  const outer = claims.get(first);
  const inner = rest.length === 1 && typeof outer === 'object' && outer !== null && Object.hasOwn(outer, rest[0]) ? (outer as Record<string, unknown>)[rest[0]] : undefined;
  const value = claims.get(name) ?? inner;
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** One text counts as a list of one. A list that cannot be read is refused: `ForAllValues` is true of an absent key. */
function readTexts(claims: JsonMembers, name: string): readonly string[] | undefined {
  const value = claims.get(name);
  if (value === undefined || value === null) return undefined;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (!values.every((item) => typeof item === 'string')) throw invalidToken(NOT_VALIDATED, `the ${name} claim is not a list of texts`);
  return values as string[];
}
