import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { textOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export function readBucket(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { stack, logicalId, path, ref, attributes: { Arn: arn }, region } = resource;
  collector.claim(arn, gap);
  collector.buckets.set(ref, { stack, logicalId, path, name: ref, arn, region, policies: [] });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export function readBucketPolicy(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const name = textOf(resource.properties.Bucket);
  if (name === undefined) return gap('of which bucket it is');
  collector.later(() => {
    const { partition } = collector.environment;
    const bucket = collector.buckets.get(name)
      ?? { stack: resource.stack, logicalId: name, path: name, name, arn: `arn:${partition}:s3:::${name}`, policies: [] };
    const policy = collector.readPolicy('bucket policy', resource.properties.PolicyDocument, resource, 'everybody');
    collector.buckets.set(name, { ...bucket, policies: [...bucket.policies, policy] });
  });
}
