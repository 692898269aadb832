import { randomBytes } from 'node:crypto';
import type { OAuthProviderId } from './built-in-providers';

/** What Login with Amazon's `tokeninfo` and Facebook's `debug_token` would tell STS about an access token. */
export interface OpaqueToken {
  readonly providerId: OAuthProviderId;
  readonly app: string;
  readonly user: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

const PREFIXES: Readonly<Record<OAuthProviderId, string>> = { 'www.amazon.com': 'Atza|', 'graph.facebook.com': 'EAA' };

/** Access tokens that this local cloud handed out. At most `capacity`; the oldest make room. */
export class OpaqueTokens {
  private readonly tokens = new Map<string, OpaqueToken>();

  constructor(private readonly capacity = 100_000) {}

  issue(token: OpaqueToken): string {
    const text = PREFIXES[token.providerId] + randomBytes(96).toString('base64url');
    this.tokens.set(text, token);
    if (this.tokens.size > this.capacity) this.tokens.delete(this.tokens.keys().next().value!);
    return text;
  }

  /** Expired tokens too: that they ended is an answer of its own. */
  find(text: string): OpaqueToken | undefined {
    return this.tokens.get(text);
  }
}
