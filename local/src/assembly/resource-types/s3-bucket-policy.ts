import { onlyProperties, refuse, textProperty } from './properties';
import { resourcePolicy } from './resource-policy';
import type { ResourceType } from './resource-type';
import { compilePolicy, isPublic } from '../../iam';

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
      if (bucket.publicAccessBlock.BlockPublicPolicy && isPublic(compilePolicy(policy))) {
        return refuse(resource, 'PolicyDocument', 'a public policy', 'no grant to everybody, or BlockPublicPolicy false in the PublicAccessBlockConfiguration of the bucket');
      }
      account.buckets.set(ref, { ...bucket, policy });
    });
  },
};
