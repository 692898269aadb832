import type { OidcProvider } from './oidc-provider';

/** The account's provider that a token's issuer nearly names: by a slash at the end, capital letters, or without its scheme. */
export function similarProvider(issuer: string, oidcProviders: readonly OidcProvider[]): OidcProvider | undefined {
  const wanted = loose(issuer);
  return oidcProviders.find(({ url }) => loose(url) === wanted);
}

function loose(url: string): string {
  return url.toLowerCase().replace(/^https?:\/\//, '').replace(/\/+$/, '');
}
