import { onlyProperties, refuse, textList } from './properties';
import { resourcePolicy } from './resource-policy';
import type { ResourceType } from './resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicy: ResourceType = {
  identify: (resource) => ({ ref: resource.logicalId, attributes: { Id: resource.logicalId } }),
  declare: (resource, _, account) => {
    onlyProperties(resource, ['PolicyDocument', 'Queues']);
    const policy = resourcePolicy(resource, 'PolicyDocument');
    account.afterwards.push(() => {
      for (const url of textList(resource, 'Queues')) {
        const queue = account.queues.get(url);
        if (queue === undefined) return refuse(resource, 'Queues', url, 'queues that these stacks define');
        if (queue.policy !== undefined) return refuse(resource, 'Queues', url, 'queues that have no other policy: the last to come would win');
        account.queues.set(url, { ...queue, policy });
      }
    });
  },
};
