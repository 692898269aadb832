import { flagProperty } from './flag-property';
import { objectList, onlyProperties, optionalText, refuse, textList } from './properties';
import type { Resource, ResourceType } from './resource-type';
import { uuidOf, type PoolProvider } from '../../cognito';
import { isObject } from '../json';
import { placeText } from '../physical-name';

const LOOKED_AT = [
  'AllowUnauthenticatedIdentities', 'AllowClassicFlow', 'CognitoIdentityProviders', 'OpenIdConnectProviderARNs', 'SupportedLoginProviders',
];
/** Providers that are not played here (`api.twitter.com` signs with OAuth 1). */
const LOGIN_PROVIDERS = ['accounts.google.com', 'appleid.apple.com', 'graph.facebook.com', 'www.amazon.com'];

/** Apps by provider; one that is named twice takes the apps of both. */
function providersOf(resource: Resource): Map<string, PoolProvider> {
  const providers = new Map<string, PoolProvider>();
  const add = (name: string, app: string) => providers.set(name, { apps: [...providers.get(name)?.apps ?? [], app] });
  for (const { ProviderName, ClientId } of objectList(resource, 'CognitoIdentityProviders')) {
    if (typeof ProviderName !== 'string' || typeof ClientId !== 'string') return refuse(resource, 'CognitoIdentityProviders', ProviderName, 'ProviderName and ClientId');
    add(ProviderName, ClientId);
  }
  const logins = resource.property('SupportedLoginProviders') ?? {};
  if (!isObject(logins)) return refuse(resource, 'SupportedLoginProviders', logins, 'an object');
  for (const [name, app] of Object.entries(logins)) {
    if (!LOGIN_PROVIDERS.includes(name) || typeof app !== 'string') return refuse(resource, 'SupportedLoginProviders', name, `an app id of ${LOGIN_PROVIDERS.join(', ')}`);
    add(name, app);
  }
  return providers;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html */
export const identityPool: ResourceType = {
  identify: (resource) => {
    const id = `${resource.environment.region}:${uuidOf(placeText(resource))}`;
    return { ref: id, attributes: { Name: optionalText(resource, 'IdentityPoolName') ?? resource.physicalName(128) } };
  },
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, LOOKED_AT, ['IdentityPoolName', 'IdentityPoolTags']);
    const providers = providersOf(resource);
    account.afterwards.push(() => {
      for (const arn of textList(resource, 'OpenIdConnectProviderARNs')) {
        const provider = account.oidcProviders.find((one) => one.arn === arn);
        if (provider === undefined) return refuse(resource, 'OpenIdConnectProviderARNs', arn, 'an OIDC provider that these stacks define');
        providers.set(provider.url.slice('https://'.length), { apps: provider.clientIds, arn });
      }
    });
    account.identityPools.set(ref, {
      id: ref,
      allowsGuests: flagProperty(resource, 'AllowUnauthenticatedIdentities', false),
      allowsClassicFlow: flagProperty(resource, 'AllowClassicFlow', false),
      providers,
      roles: {},
      roleMappings: new Map(),
      principalTags: new Map(),
    });
  },
};
