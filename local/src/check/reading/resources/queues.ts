import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { textsOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html */
export function readQueue({ stack, logicalId, path, ref, attributes }: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  collector.claim(attributes.Arn, gap);
  collector.queues.set(ref, { stack, logicalId, path, arn: attributes.Arn, policies: [] });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queuepolicy.html */
export function readQueuePolicy(resource: ReadResource, collector: Collector): void {
  collector.later(() => {
    for (const url of textsOf(resource.properties.Queues)) {
      const queue = collector.queues.get(url);
      if (queue === undefined) continue;
      const policy = collector.readPolicy('queue policy', resource.properties.PolicyDocument, resource, 'everybody');
      collector.queues.set(url, { ...queue, policies: [...queue.policies, policy] });
    }
  });
}
