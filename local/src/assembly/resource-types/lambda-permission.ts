import { onlyProperties } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 100;

/**
 * Who may invoke a function: known, and of no effect, since the local cloud has no Lambda and refuses whoever invokes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-permission.html
 */
export const lambdaPermission: ResourceType = {
  identify: (resource) => {
    const id = resource.physicalName(MAX_NAME_LENGTH);
    return { ref: id, attributes: { Id: id } };
  },
  declare: (resource) => onlyProperties(resource, [], [
    'Action', 'EventSourceToken', 'FunctionName', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'Principal', 'PrincipalOrgID', 'SourceAccount', 'SourceArn',
  ]),
};
