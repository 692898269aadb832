import { inertCustom } from './inert-custom';
import { textProperty } from '../properties';
import type { ResourceType } from '../resource-type';

/**
 * CDK's `BucketDeployment`: on AWS a function copies files into a bucket, here nobody does. What refers to it means that bucket (`deployedBucket`).
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.BucketDeployment.html#deployedbucket
 */
export const bucketDeployment: ResourceType = {
  ...inertCustom,
  identify: (resource) => ({
    ...inertCustom.identify(resource),
    attributes: { DestinationBucketArn: `arn:${resource.environment.partition}:s3:::${textProperty(resource, 'DestinationBucketName')}` },
  }),
};
