import { onlyProperties, textProperty } from '../properties';
import type { ResourceType } from '../resource-type';

/**
 * CDK's `autoDeleteObjects`: on AWS a function empties the bucket before it is deleted. Here the control plane deletes the bucket with what is in it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.BucketProps.html#autodeleteobjects
 */
export const autoDeleteObjects: ResourceType = {
  identify: (resource) => ({ ref: textProperty(resource, 'BucketName'), attributes: {} }),
  declare: (resource) => onlyProperties(resource, ['BucketName'], ['ServiceToken', 'ServiceTimeout']),
};
