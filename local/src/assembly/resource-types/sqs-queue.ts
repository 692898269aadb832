import { onlyProperties, optionalText, refuse } from './properties';
import type { Resource, ResourceType } from './resource-type';
import { tagsOf } from './tags';
import { queueArn, type Queue, type Redrive } from '../../sqs';
import { isObject } from '../json';

const MAX_NAME_LENGTH = 80;
/** CloudFormation template reference, AWS::SQS::Queue: least, most and default, in seconds and bytes. */
const NUMBERS = {
  DelaySeconds: [0, 900, 0],
  MaximumMessageSize: [1024, 1_048_576, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
  VisibilityTimeout: [0, 43_200, 30],
} as const;
const OF_FIFO = ['ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];
const LOOKED_AT = ['FifoQueue', 'KmsMasterKeyId', 'QueueName', 'RedrivePolicy', ...Object.keys(NUMBERS)];
/** Who may have it as their dead-letter queue is judged at deployment only; encryption with keys of AWS shows nowhere. */
const HARMLESS = ['KmsDataKeyReusePeriodSeconds', 'RedriveAllowPolicy', 'SqsManagedSseEnabled', 'Tags', ...OF_FIFO];

/** `origin` is where its URL leads: clients of SQS go there, whatever their endpoint is. */
export function sqsQueue(origin: string): ResourceType {
  const urlOf = (resource: Resource): string => `${origin}/${resource.environment.account}/${nameOf(resource)}`;
  return {
    replacedOn: ['QueueName', 'FifoQueue'],
    namedBy: 'QueueName',
    identify: (resource) => {
      const name = nameOf(resource);
      const url = urlOf(resource);
      return { ref: url, attributes: { Arn: queueArn(name, resource.environment), QueueName: name, QueueUrl: url } };
    },
    declare: (resource, { ref, attributes }, account) => {
      onlyProperties(resource, LOOKED_AT, HARMLESS);
      if (account.queues.has(ref)) refuse(resource, 'QueueName', attributes.QueueName, 'a name of its own');
      // Read, so that what is malformed is refused.
      tagsOf(resource);
      account.queues.set(ref, queueOf(resource, ref, attributes));
    },
  };
}

function queueOf(resource: Resource, url: string, { Arn, QueueName }: { readonly [name: string]: string }): Queue {
  return {
    name: QueueName,
    arn: Arn,
    url,
    delay: number(resource, 'DelaySeconds'),
    visibilityTimeout: number(resource, 'VisibilityTimeout'),
    waitTime: number(resource, 'ReceiveMessageWaitTimeSeconds'),
    retention: number(resource, 'MessageRetentionPeriod'),
    maxMessageBytes: number(resource, 'MaximumMessageSize'),
    redrive: redriveOf(resource),
    notRun: notRun(resource),
  };
}

function nameOf(resource: Resource): string {
  const end = isFifo(resource) ? '.fifo' : '';
  const name = optionalText(resource, 'QueueName') ?? resource.physicalName(MAX_NAME_LENGTH - end.length) + end;
  if (!/^[\w-]{1,80}$/.test(name.slice(0, name.length - end.length)) || !name.endsWith(end) || name.length > MAX_NAME_LENGTH) {
    return refuse(resource, 'QueueName', name, `1 to ${MAX_NAME_LENGTH} letters, digits, hyphens or underscores${end === '' ? '' : `, and ${end} at the end`}`);
  }
  return name;
}

function isFifo(resource: Resource): boolean {
  return String(resource.property('FifoQueue')) === 'true';
}

function number(resource: Resource, name: keyof typeof NUMBERS): number {
  const [least, most, usual] = NUMBERS[name];
  const given = resource.property(name) ?? usual;
  const value = Number(given);
  return Number.isInteger(value) && value >= least && value <= most ? value : refuse(resource, name, given, `${least} to ${most}`);
}

function redriveOf(resource: Resource): Redrive | undefined {
  const given = resource.property('RedrivePolicy');
  if (given === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = isObject(given) ? given : {};
  const most = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(most) || most < 1 || most > 1000) {
    return refuse(resource, 'RedrivePolicy', given, 'deadLetterTargetArn, and maxReceiveCount from 1 to 1000');
  }
  return { deadLetterArn: deadLetterTargetArn, maxReceiveCount: most };
}

/** Known all the same, since a back end may have them. */
function notRun(resource: Resource): string | undefined {
  if (isFifo(resource)) return 'the local cloud runs standard queues only, no FIFO queues';
  const key = optionalText(resource, 'KmsMasterKeyId');
  return key === undefined || key === 'alias/aws/sqs' ? undefined : 'the local cloud runs no queues with a key of yours, whose policy would have to be asked';
}
