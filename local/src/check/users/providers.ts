import { isCognitoIssuer } from '../../identity/built-in-providers';
import { facebookContext, loginWithAmazonContext, oidcContext, type ProviderContext } from '../../identity/condition-keys';
import { tenancyOf } from '../../identity/issuer-facts';
import { DIGITS, FREE_TEXT, literal, several, type IdCharacter } from '../patterns/id-language';
import type { Model } from '../reading/model';

/** What a token says, as far as IAM looks at it. */
export interface Token {
  readonly subject: string;
  /** `azp` where the token has one, else `aud`. */
  readonly audience: string;
  /** The `aud` claim itself. */
  readonly original: string;
  /** How the user signed in, where the provider says. */
  readonly amr?: readonly string[];
}

/** Who signs users in. */
export interface Provider {
  /** As a trust policy names it: a host, or the ARN of an IAM OIDC provider. */
  readonly principal: string;
  /** For people. */
  readonly name: string;
  readonly kind: 'amazon' | 'facebook' | 'google' | 'cognito' | 'oidc';
  /** Of identity pools, whose ids begin with it. */
  readonly region?: string;
  /** Condition keys that hold a user's id, in lower case. */
  readonly idKeys: ReadonlySet<string>;
  /** The one that says how the user signed in. */
  readonly amrKey: string;
  /** Those that say for which app a token was issued. */
  readonly audienceKeys: readonly string[];
  /** Audiences that the account accepts; `undefined` where it accepts any, or nobody can read which. */
  readonly clientIds?: readonly string[];
  readonly characters: readonly IdCharacter[];
  readonly context: (token: Token) => ProviderContext;
  /** Tags that hold the user's id, too. */
  readonly sessionTags: (token: Token) => ReadonlyMap<string, string>;
}

const NO_TAGS: ReadonlyMap<string, string> = new Map();
const HEXADECIMAL = '0123456789abcdef-';
const UUID_LENGTH = 36;
/** Amazon Developer Portal, "Customer Profile": `amzn1.account.` and upper-case letters and digits. */
const AMAZON = [...literal('amzn1.account.'), ...several(`${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`)];

/** The provider that a trust policy names; `undefined` for one that signs no users in. Identity pools are those of one Region. */
export function providerOf(principal: string, region: string, { providers, pools }: Model): Provider | undefined {
  if (principal === 'www.amazon.com') {
    return {
      ...own(principal, 'amazon', 'user_id', 'sub'),
      audienceKeys: ['www.amazon.com:app_id'],
      characters: AMAZON,
      context: ({ audience, subject }) => loginWithAmazonContext(audience, subject),
    };
  }
  if (principal === 'graph.facebook.com') {
    return {
      ...own(principal, 'facebook', 'id'),
      audienceKeys: ['graph.facebook.com:app_id'],
      characters: several(DIGITS),
      context: ({ audience, subject }) => facebookContext(audience, subject),
    };
  }
  if (principal === 'accounts.google.com') return { ...openIdConnect(principal, principal, 'google'), characters: several(DIGITS) };
  if (isCognitoIssuer(`https://${principal}`)) {
    const uuid = Array.from({ length: UUID_LENGTH }, () => ({ among: HEXADECIMAL }));
    return withIdTags({ ...openIdConnect(principal, principal, 'cognito'), region, characters: [...literal(`${region}:`), ...uuid] }, pools);
  }
  const host = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/s.exec(principal)?.[1];
  if (host === undefined || isWorkload(host)) return undefined;
  const clientIds = providers.find(({ arn }) => arn === principal)?.clientIds;
  const social = host === 'accounts.google.com' ? { characters: several(DIGITS) } : {};
  return { ...openIdConnect(principal, host, 'oidc'), ...clientIds !== undefined && { clientIds }, ...social };
}

/** A user's identity id and `sub` belong to each other, so that one text can stand for both. */
function withIdTags(provider: Provider, pools: Model['pools']): Provider {
  const tagsOf = ({ audience, amr }: Token) => (amr?.includes('authenticated') ? pools.find(({ id }) => id === audience)?.idTags ?? [] : []);
  return {
    ...provider,
    idKeys: new Set([...provider.idKeys, ...pools.flatMap(({ idTags }) => idTags.map((tag) => `aws:principaltag/${tag.toLowerCase()}`))]),
    sessionTags: (token) => new Map(tagsOf(token).map((tag) => [tag, token.subject])),
  };
}

/** Issuers whose tokens are of pipelines and pods: no users. */
export function isWorkload(host: string): boolean {
  return tenancyOf(host) !== undefined || /^(oidc\.eks\.|oidc\.circleci\.com\/|[^/]*\.ghe\.com)/.test(host);
}

function own(host: string, kind: Provider['kind'], ...claims: string[]) {
  return { principal: host, name: kind, kind, idKeys: new Set(claims.map((claim) => `${host}:${claim}`)), amrKey: `${host}:amr`, sessionTags: () => NO_TAGS };
}

function openIdConnect(principal: string, host: string, kind: Provider['kind']): Provider {
  const key = host.toLowerCase();
  return {
    principal,
    name: kind === 'oidc' ? host : kind,
    kind,
    idKeys: new Set([`${key}:sub`]),
    amrKey: `${key}:amr`,
    audienceKeys: [`${key}:aud`, `${key}:oaud`],
    characters: FREE_TEXT,
    sessionTags: () => NO_TAGS,
    context: ({ subject, audience, original, amr }) => oidcContext(host, subject, { audience, original: [original] }, new Map(amr === undefined ? [] : [['amr', [...amr]]])),
  };
}
