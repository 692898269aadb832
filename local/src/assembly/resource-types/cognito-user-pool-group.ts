import { onlyProperties, optionalText } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 128;

/**
 * A name, and no more: which groups and roles a token tells is said when it is made (`--claim`).
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html
 */
export const userPoolGroup: ResourceType = {
  replacedOn: ['GroupName', 'UserPoolId'],
  namedBy: 'GroupName',
  identify: (resource) => ({ ref: optionalText(resource, 'GroupName') ?? resource.physicalName(MAX_NAME_LENGTH), attributes: {} }),
  declare: (resource) => onlyProperties(resource, ['GroupName', 'RoleArn', 'UserPoolId'], ['Description', 'Precedence']),
};
