import type { ProviderDefinition } from './definition';
import { oauthProvider } from './oauth';
import type { LoginWithAmazonOptions } from '../provider-options';

export function loginWithAmazon(options: LoginWithAmazonOptions): ProviderDefinition {
  return oauthProvider({
    name: 'amazon',
    factory: 'loginWithAmazon',
    host: 'www.amazon.com',
    // Both hold the user's id; the Service Authorization Reference lists user_id alone.
    userIds: ['user_id', 'sub'],
  }, options);
}
