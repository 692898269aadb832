import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import type { WebIdentityProvider } from '../web-identity-provider';

/**
 * Ids of two providers may be equal, so each provider's users get keys of their own: at most one
 * provider of a set has raw ids, and no two share a namespace.
 */
export function assertApart(where: string, providers: readonly WebIdentityProvider[]): void {
  const refuse = (code: ErrorCode, got: unknown, want: string, fix: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix });
  };

  if (providers.length === 0) refuse('providers-empty', [], 'at least one provider', 'for example WebIdentityProvider.loginWithAmazon({ appIds: [...] })');
  providers.forEach((provider, i) => {
    const before = providers.slice(0, i);
    if (before.some((other) => other.name === provider.name)) {
      refuse('provider-twice', provider.name, 'each provider once', 'merge its app ids or client ids into one provider');
    }
    const alike = before.find((other) => constructId(other) === constructId(provider));
    if (alike !== undefined) {
      refuse('provider-ids-equal', `${alike.name} and ${provider.name}`, 'providers whose construct ids differ, a slash being two dashes',
        'give them to two WebIdentityUsers');
    }
    const twin = before.find((other) => other.userNamespace === provider.userNamespace);
    if (twin === undefined) return;
    if (provider.userNamespace === '') {
      refuse('raw-ids-twice', `raw user ids from ${twin.name} and ${provider.name}`, 'at most one provider with raw ids',
        `give ${provider.name} a userNamespace: equal ids of two providers would share data`);
    }
    refuse('namespace-twice', `userNamespace ${JSON.stringify(provider.userNamespace)} for ${twin.name} and ${provider.name}`,
      'a namespace of its own for each provider', 'equal ids of two providers would share data');
  });
}

function constructId(provider: WebIdentityProvider): string {
  return provider._definition.id.replace(/\//g, '--');
}
