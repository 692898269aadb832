import { textList, textProperty } from './properties';
import type { ResourceType } from './resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html */
export const oidcProvider: ResourceType = {
  identify: (resource) => {
    const { partition, account } = resource.environment;
    const arn = `arn:${partition}:iam::${account}:oidc-provider/${textProperty(resource, 'Url').replace(/^https:\/\//, '')}`;
    return { ref: arn, attributes: { Arn: arn } };
  },
  declare: (resource, { ref }, account) => {
    account.oidcProviders.push({ arn: ref, url: textProperty(resource, 'Url'), clientIds: textList(resource, 'ClientIdList') });
  },
};
