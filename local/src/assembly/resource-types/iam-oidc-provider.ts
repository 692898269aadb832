import { onlyProperties, refuse, textList, textProperty } from './properties';
import type { Resource, ResourceType } from './resource-type';
import { tagsOf } from './tags';

/** IAM User Guide, "Create an OpenID Connect identity provider": https, no port, no query; 255 characters. */
function issuerUrl(resource: Resource): string {
  const url = textProperty(resource, 'Url');
  if (!/^https:\/\/[^\s/?#:@]+(\/[^\s?#]*)?$/.test(url) || url.length > 255) {
    refuse(resource, 'Url', url, 'an issuer URL (https, no port, no query, at most 255 characters)');
  }
  return url;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html */
export const oidcProvider: ResourceType = {
  replacedOn: ['Url'],
  identify: (resource) => {
    const { partition, account } = resource.environment;
    const arn = `arn:${partition}:iam::${account}:oidc-provider/${issuerUrl(resource).slice('https://'.length)}`;
    return { ref: arn, attributes: { Arn: arn } };
  },
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['Url', 'ClientIdList', 'ThumbprintList', 'Tags']);
    const url = issuerUrl(resource);
    if (account.oidcProviders.some((other) => other.arn === ref)) refuse(resource, 'Url', url, 'one OIDC provider for each issuer: an account has no more');
    account.oidcProviders.push({
      arn: ref,
      url,
      clientIds: textList(resource, 'ClientIdList'),
      // They tell AWS which server certificate to expect; the local cloud is the issuer itself.
      thumbprints: textList(resource, 'ThumbprintList'),
      tags: tagsOf(resource),
      created: resource.created,
    });
  },
};
