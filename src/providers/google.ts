import type { ProviderDefinition } from './definition';
import { assertAudiences } from '../checks/audiences';
import { assertTrustConditions, openIdConnectNames } from '../checks/trust-conditions';
import { assertUserNamespace } from '../checks/user-namespace';
import type { GoogleOptions } from '../provider-options';

const HOST = 'accounts.google.com';

export function google(options: GoogleOptions): ProviderDefinition {
  const where = 'WebIdentityProvider.google';
  const audiences = options.audiences ?? options.clientIds;
  assertAudiences(`${where}: clientIds`, options.clientIds);
  assertAudiences(`${where}: audiences`, audiences);
  assertUserNamespace(`${where}: userNamespace`, options.userNamespace ?? '');
  assertTrustConditions(`${where}: conditions`, options.conditions ?? {}, { prefix: HOST, names: openIdConnectNames(HOST), audience: ['aud', 'oaud'] });
  return {
    name: 'google',
    id: 'google',
    userNamespace: options.userNamespace ?? '',
    userIdKey: `${HOST}:sub`,
    freeTextIds: false,
    guests: false,
    audience: { [`${HOST}:aud`]: options.clientIds, [`${HOST}:oaud`]: audiences },
    tokenConditions: {},
    furtherConditions: options.conditions ?? {},
    federatedPrincipal: () => HOST,
  };
}
