import { COGNITO_ISSUER, GOOGLE_ISSUER, isCognitoIssuer, isUserPoolIssuer, type OAuthProviderId } from './built-in-providers';
import { IssuerKeys, type SigningAlgorithm } from './issuer-keys';
import { signJwt } from './jwt-signature';
import type { Jwk, KeySource } from './key-source';
import type { OpaqueTokens } from './opaque-tokens';
import { isIssuerUrl } from './remote-issuers';

export interface MintOptions {
  /** `amazon`, `facebook`, `google`, `cognito`, or an issuer URL. */
  readonly provider: string;
  /** Application or client id; for Cognito the client id of a user pool that an identity pool takes, or the identity pool's id. */
  readonly app: string;
  /** The user's id with the provider; for Cognito that of the user pool, or the identity id. */
  readonly user: string;
  /** Further claims of a JWT; they replace those of the same name. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds, negative for a token that has already ended. @default 3600 */
  readonly expiresIn?: number;
  /** @default ES256 */
  readonly algorithm?: SigningAlgorithm;
}

export interface MintedToken {
  readonly token: string;
  /** To be sent as `ProviderId`; absent for JWTs, with which it must not be sent. */
  readonly providerId?: OAuthProviderId;
}

const OAUTH_PROVIDERS: ReadonlyMap<string, OAuthProviderId> = new Map([
  ['amazon', 'www.amazon.com'],
  ['facebook', 'graph.facebook.com'],
]);
const NAMED_ISSUERS: ReadonlyMap<string, string> = new Map([['google', GOOGLE_ISSUER]]);

export interface TokenIssuerOptions {
  /** What `cognito` stands for in this Region. @default the one of the commercial partition */
  readonly cognitoIssuer?: string;
  /** Issuers that run elsewhere: nothing is signed in their name. */
  readonly remote?: ReadonlySet<string>;
}

const DEFAULT_LIFETIME = 3600;
const MAX_ISSUERS = 1000;

/** The identity providers of the local cloud, every one of them: signs JWTs for any issuer, hands out access tokens. */
export class TokenIssuer implements KeySource {
  private readonly issuers = new Map<string, IssuerKeys>();

  constructor(private readonly opaqueTokens: OpaqueTokens, private readonly clock: () => number, private readonly options: TokenIssuerOptions = {}) {}

  async mint(options: MintOptions): Promise<MintedToken> {
    const now = Math.floor(this.clock() / 1000);
    const expiresAt = now + (options.expiresIn ?? DEFAULT_LIFETIME);
    if (!Number.isSafeInteger(expiresAt)) throw new Error(`expiresIn must be a whole number of seconds, got ${options.expiresIn}`);
    const providerId = OAUTH_PROVIDERS.get(options.provider);
    if (providerId === undefined) return { token: await this.signJwt(this.issuerOf(options.provider), options, now, expiresAt) };
    if (options.claims !== undefined) throw new Error(`access tokens of ${providerId} carry no claims, got some to set`);
    return { token: this.opaqueTokens.issue({ providerId, app: options.app, user: options.user, expiresAt }), providerId };
  }

  /** Asking makes no keys: an issuer that signed nothing yet publishes none. */
  async keys(issuer: string): Promise<readonly Jwk[]> {
    return await this.issuers.get(issuer)?.publicKeys() ?? [];
  }

  private issuerOf(provider: string): string {
    const issuer = issuerOf(provider, this.options.cognitoIssuer ?? COGNITO_ISSUER);
    if (this.options.remote?.has(issuer) !== true) return issuer;
    throw new Error(`${issuer} is a real issuer here (--issuer): get its tokens from itself`);
  }

  private async signJwt(issuer: string, options: MintOptions, now: number, exp: number): Promise<string> {
    const { app, user, claims, algorithm = 'ES256' } = options;
    const { privateKey, jwk } = await this.keysOf(issuer).signingKey(algorithm);
    const usual = { iss: issuer, sub: user, aud: app, ...usualClaims(issuer, options), iat: Math.min(now, exp), exp };
    return signJwt({ alg: algorithm, kid: jwk.kid, typ: 'JWT' }, { ...usual, ...claims }, privateKey);
  }

  /** Keys of one issuer sign nothing for another. */
  private keysOf(issuer: string): IssuerKeys {
    let keys = this.issuers.get(issuer);
    if (keys === undefined) {
      if (this.issuers.size >= MAX_ISSUERS) throw new Error(`the local cloud keeps keys for at most ${MAX_ISSUERS} issuers`);
      this.issuers.set(issuer, keys = new IssuerKeys());
    }
    return keys;
  }
}

function issuerOf(provider: string, cognitoIssuer: string): string {
  const issuer = provider === 'cognito' ? cognitoIssuer : NAMED_ISSUERS.get(provider) ?? provider;
  if (!isIssuerUrl(issuer)) {
    throw new Error(`provider must be amazon, facebook, google, cognito or an issuer URL (https, no port, no query), got ${JSON.stringify(provider)}`);
  }
  return issuer;
}

/** What tokens of these issuers always have (Cognito Developer Guide, "IAM roles" and "Understanding the identity (ID) token"). */
function usualClaims(issuer: string, { user }: MintOptions): object {
  if (isCognitoIssuer(issuer)) return { amr: ['authenticated'] };
  return isUserPoolIssuer(issuer) ? { 'token_use': 'id', 'cognito:username': user } : {};
}
