import { ProviderDefinition } from './definition';
import { assertAudiences } from '../private/audiences';
import { assertUserNamespace } from '../private/user-namespace';
import type { FacebookOptions } from '../web-identity-provider';

const HOST = 'graph.facebook.com';

export function facebook(options: FacebookOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.facebook';
  assertAudiences(`${where}: appIds`, options.appIds);
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  return {
    name: 'facebook',
    id: 'facebook',
    userNamespace: options.userNamespace ?? '',
    userIdKey: `${HOST}:id`,
    freeTextIds: false,
    audience: { [`${HOST}:app_id`]: options.appIds },
    conditions: {},
    federatedPrincipal: () => HOST,
  };
}
