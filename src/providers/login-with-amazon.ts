import { ProviderDefinition } from './definition';
import { assertAudiences } from '../private/audiences';
import { assertTrustConditions } from '../private/trust-conditions';
import { assertUserNamespace } from '../private/user-namespace';
import type { LoginWithAmazonOptions } from '../web-identity-provider';

const HOST = 'www.amazon.com';

export function loginWithAmazon(options: LoginWithAmazonOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.loginWithAmazon';
  assertAudiences(`${where}: appIds`, options.appIds);
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  assertTrustConditions(`${where}: conditions`, options.conditions ?? {}, { prefix: HOST, names: ['user_id', 'sub'], audience: ['app_id'] });
  return {
    name: 'amazon',
    id: 'amazon',
    userNamespace: options.userNamespace ?? '',
    // Both user_id and sub exist; the Service Authorization Reference lists user_id alone.
    userIdKey: `${HOST}:user_id`,
    freeTextIds: false,
    guests: false,
    audience: { [`${HOST}:app_id`]: options.appIds },
    tokenConditions: {},
    furtherConditions: options.conditions ?? {},
    federatedPrincipal: () => HOST,
  };
}
