import { optionalText } from './properties';
import type { ResourceType } from './resource-type';
import { hashedName } from '../physical-name';

/** An id, and no more. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolclient.html */
export const userPoolClient: ResourceType = {
  replacedOn: ['UserPoolId', 'GenerateSecret'],
  identify: (resource) => {
    const id = hashedName(resource, 26).toLowerCase();
    return { ref: id, attributes: { ClientId: id, Name: optionalText(resource, 'ClientName') ?? resource.physicalName(128) } };
  },
  declare: () => {},
};
