import { onlyProperties, refuse, textProperty } from './properties';
import type { Resource, ResourceType } from './resource-type';
import { DEFAULT_TAGS } from '../../cognito/principal-tags';
import { isObject } from '../json';

/** Quota of session tags. */
const MAX_TAGS = 50;

/**
 * Which claims of a provider's tokens become tags of the session.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolprincipaltag.html
 */
export const identityPoolPrincipalTag: ResourceType = {
  replacedOn: ['IdentityPoolId', 'IdentityProviderName'],
  identify: (resource) => ({ ref: `${textProperty(resource, 'IdentityPoolId')}|${textProperty(resource, 'IdentityProviderName')}`, attributes: {} }),
  declare: (resource, _, account) => {
    onlyProperties(resource, ['IdentityPoolId', 'IdentityProviderName', 'PrincipalTags', 'UseDefaults']);
    const provider = textProperty(resource, 'IdentityProviderName');
    const tags = tagsOf(resource);
    account.afterwards.push(() => {
      const id = textProperty(resource, 'IdentityPoolId');
      const pool = account.identityPools.get(id);
      if (pool === undefined) return refuse(resource, 'IdentityPoolId', id, 'an identity pool that these stacks define');
      if (pool.principalTags.has(provider)) return refuse(resource, 'IdentityProviderName', provider, 'one mapping of tags for each provider');
      account.identityPools.set(id, { ...pool, principalTags: new Map([...pool.principalTags, [provider, tags]]) });
    });
  },
};

function tagsOf(resource: Resource): ReadonlyMap<string, string> {
  const [given, defaults] = [resource.property('PrincipalTags') ?? {}, resource.property('UseDefaults') ?? false];
  if (defaults === true || defaults === 'true') return DEFAULT_TAGS;
  if (defaults !== false && defaults !== 'false') return refuse(resource, 'UseDefaults', defaults, 'true or false');
  if (!isObject(given)) return refuse(resource, 'PrincipalTags', given, 'an object');
  const entries = Object.entries(given);
  const odd = entries.find(([tag, claim]) => tag === '' || typeof claim !== 'string' || claim === '');
  if (odd !== undefined || entries.length > MAX_TAGS) return refuse(resource, 'PrincipalTags', odd?.[0] ?? entries.length, `names of claims by tag, at most ${MAX_TAGS}`);
  return new Map(entries as [string, string][]);
}
