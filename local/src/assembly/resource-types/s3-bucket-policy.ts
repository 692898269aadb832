import { onlyProperties, refuse, textProperty } from './properties';
import { resourcePolicy } from './resource-policy';
import type { ResourceType } from './resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy: ResourceType = {
  replacedOn: ['Bucket'],
  identify: (resource) => ({ ref: textProperty(resource, 'Bucket'), attributes: {} }),
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['Bucket', 'PolicyDocument']);
    const policy = resourcePolicy(resource, 'PolicyDocument');
    account.afterwards.push(() => {
      const bucket = account.buckets.get(ref);
      if (bucket === undefined) return refuse(resource, 'Bucket', ref, 'a bucket that these stacks define');
      if (bucket.policy !== undefined) return refuse(resource, 'Bucket', ref, 'a bucket that has no other policy: it has one, the last to come would win');
      account.buckets.set(ref, { ...bucket, policy });
    });
  },
};
