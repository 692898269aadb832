import { optionalText, refuse, textProperty } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 255;

/**
 * A name and a value.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
 */
export const ssmParameter: ResourceType = {
  replacedOn: ['Name'],
  namedBy: 'Name',
  identify: (resource) => ({
    ref: optionalText(resource, 'Name') ?? resource.physicalName(MAX_NAME_LENGTH),
    attributes: { Type: textProperty(resource, 'Type'), Value: textProperty(resource, 'Value') },
  }),
  declare: (resource, { ref, attributes }, account) => {
    if (account.parameters.has(ref)) refuse(resource, 'Name', ref, 'a name of its own');
    account.parameters.set(ref, attributes.Value);
  },
};
