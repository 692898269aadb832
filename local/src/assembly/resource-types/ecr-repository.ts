import { optionalText } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 256;

/**
 * A name, and no more, for `cdk bootstrap`: the local cloud keeps no images.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html
 */
export const ecrRepository: ResourceType = {
  replacedOn: ['RepositoryName'],
  namedBy: 'RepositoryName',
  identify: (resource) => {
    const { partition, region, account, urlSuffix } = resource.environment;
    const name = optionalText(resource, 'RepositoryName') ?? resource.physicalName(MAX_NAME_LENGTH).toLowerCase();
    return {
      ref: name,
      attributes: { Arn: `arn:${partition}:ecr:${region}:${account}:repository/${name}`, RepositoryUri: `${account}.dkr.ecr.${region}.${urlSuffix}/${name}` },
    };
  },
  declare: () => {},
};
