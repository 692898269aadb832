import type { ProviderDefinition } from './definition';
import { oauthProvider } from './oauth';
import type { FacebookOptions } from '../provider-options';

export function facebook(options: FacebookOptions): ProviderDefinition {
  return oauthProvider({ name: 'facebook', factory: 'facebook', host: 'graph.facebook.com', userIds: ['id'] }, options);
}
