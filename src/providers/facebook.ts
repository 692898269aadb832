import { ProviderDefinition } from './definition';
import { assertAudiences } from '../private/audiences';
import { assertTrustConditions } from '../private/trust-conditions';
import { assertUserNamespace } from '../private/user-namespace';
import type { FacebookOptions } from '../web-identity-provider';

const HOST = 'graph.facebook.com';

export function facebook(options: FacebookOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.facebook';
  assertAudiences(`${where}: appIds`, options.appIds);
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  assertTrustConditions(`${where}: conditions`, options.conditions ?? {}, { prefix: HOST, names: ['id'], audience: ['app_id'] });
  return {
    name: 'facebook',
    id: 'facebook',
    userNamespace: options.userNamespace ?? '',
    userIdKey: `${HOST}:id`,
    freeTextIds: false,
    guests: false,
    audience: { [`${HOST}:app_id`]: options.appIds },
    tokenConditions: {},
    furtherConditions: options.conditions ?? {},
    federatedPrincipal: () => HOST,
  };
}
