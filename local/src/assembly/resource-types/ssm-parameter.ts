import { optionalText, textProperty } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 255;

/**
 * A name and a value, and no more: the local cloud has no Parameter Store to read it from.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
 */
export const ssmParameter: ResourceType = {
  identify: (resource) => ({
    ref: optionalText(resource, 'Name') ?? resource.physicalName(MAX_NAME_LENGTH),
    attributes: { Type: textProperty(resource, 'Type'), Value: textProperty(resource, 'Value') },
  }),
  declare: () => {},
};
