import type { OidcProvider } from '../identity';

/** An OIDC provider with what is only told about it. */
export interface AccountOidcProvider extends OidcProvider {
  readonly thumbprints: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  readonly created: number;
}
