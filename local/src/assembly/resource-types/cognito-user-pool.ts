import type { ResourceType } from './resource-type';
import { hashedName } from '../physical-name';

/**
 * An issuer, and no more: its tokens are made by the local cloud (`--provider` is the pool's URL),
 * there is no sign-up here.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpool.html
 */
export const userPool: ResourceType = {
  identify: (resource) => {
    const { partition, region, account, urlSuffix } = resource.environment;
    const id = `${region}_${hashedName(resource, 9)}`;
    const providerName = `cognito-idp.${region}.${urlSuffix}/${id}`;
    return {
      ref: id,
      attributes: {
        UserPoolId: id,
        Arn: `arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`,
        ProviderName: providerName,
        ProviderURL: `https://${providerName}`,
      },
    };
  },
  declare: () => {},
};
