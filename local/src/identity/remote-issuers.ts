import { MAX_ISSUER_URL_LENGTH } from './issuer-facts';
import type { Jwk, KeySource } from './key-source';
import { RemoteIssuer, type RemoteIssuerOptions } from './remote-issuer';

/** Issuer URL → base URL under which it really runs. */
export type IssuerBases = Readonly<Record<string, string>>;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Keys of real issuers from where they run, those of all others from the local ones. */
export class IssuerKeySource implements KeySource {
  private readonly remote: ReadonlyMap<string, RemoteIssuer>;

  /** Throws for a URL that cannot be an issuer or a base. */
  constructor(private readonly local: KeySource, bases: IssuerBases, options: RemoteIssuerOptions) {
    this.remote = new Map(Object.entries(bases)
      .map(([issuer, base]) => [checkedIssuer(issuer), new RemoteIssuer(issuer, checkedBase(issuer, base), options)]));
  }

  async keys(issuer: string, kid?: unknown): Promise<readonly Jwk[]> {
    return this.remote.get(issuer)?.keys(kid) ?? this.local.keys(issuer);
  }
}

/** IAM takes no other issuers: `https`, no port, no query (IAM User Guide, "Create an OIDC identity provider"). */
export function isIssuerUrl(url: string): boolean {
  return /^https:\/\/[^\s/?#:@]+(\/[^\s?#]*)?$/.test(url) && url.length <= MAX_ISSUER_URL_LENGTH;
}

function checkedIssuer(issuer: string): string {
  if (!isIssuerUrl(issuer)) throw new Error(`issuer ${JSON.stringify(issuer)}: want https, no port, no query`);
  return issuer;
}

/** Keys that come over the network in the clear could be anybody's. */
function checkedBase(issuer: string, base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url === undefined || !safe || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new Error(`issuer ${issuer}: its base ${JSON.stringify(base)} must be an https URL, or http on this machine, without query and user`);
  }
  return url;
}
