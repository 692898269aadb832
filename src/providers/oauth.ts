import type { ProviderDefinition } from './definition';
import { assertAudiences } from '../checks/audiences';
import { assertTrustConditions } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { WebIdentityProviderOptions } from '../provider-options';

/** A provider of OAuth access tokens that STS knows by itself: its audience goes by `app_id`. */
export interface OAuthProvider {
  readonly name: string;
  /** The static method that the user called, for errors. */
  readonly factory: string;
  /** Principal and condition key prefix. */
  readonly host: string;
  /** Condition key names that hold the user's id; the first is used. */
  readonly userIds: readonly string[];
}

export function oauthProvider(
  { name, factory, host, userIds }: OAuthProvider, options: WebIdentityProviderOptions & { readonly appIds: string[] },
): ProviderDefinition {
  const where = `WebIdentityProvider.${factory}`;
  const { appIds, userNamespace = '', conditions = {} } = options;
  assertAudiences(`${where}: appIds`, appIds);
  assertUserNamespace(`${where}: userNamespace`, userNamespace);
  assertTrustConditions(`${where}: conditions`, conditions, { prefix: host, names: userIds, audience: ['app_id'] });
  return {
    name,
    id: name,
    userNamespace,
    userIdKey: `${host}:${userIds[0]}`,
    freeTextIds: false,
    guests: false,
    audience: { [`${host}:app_id`]: appIds },
    tokenConditions: {},
    furtherConditions: conditions,
    federatedPrincipal: () => host,
  };
}
