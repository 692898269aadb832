import { optionalText } from './properties';
import type { ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 80;

/**
 * A name, and no more: the local cloud has no SQS, so that whoever sends to the queue is refused.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html
 */
export const sqsQueue: ResourceType = {
  replacedOn: ['QueueName', 'FifoQueue'],
  namedBy: 'QueueName',
  identify: (resource) => {
    const { partition, region, account, urlSuffix } = resource.environment;
    const name = optionalText(resource, 'QueueName') ?? resource.physicalName(MAX_NAME_LENGTH);
    const url = `https://sqs.${region}.${urlSuffix}/${account}/${name}`;
    return { ref: url, attributes: { Arn: `arn:${partition}:sqs:${region}:${account}:${name}`, QueueName: name, QueueUrl: url } };
  },
  declare: () => {},
};
