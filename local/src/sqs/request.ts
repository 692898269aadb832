import { invalidParameter, SqsError } from './errors';
import { OPERATIONS, type OperationName } from './operations';
import { queueArn, type Place } from './queue';
import { text } from './values';
import type { AuthorizationRequest } from '../iam';
import { jsonMembers } from '../json-members';

/** What was asked of SQS. Read once: the same is decided on and done. */
export interface SqsRequest {
  readonly operation: OperationName;
  /** Name of the queue; empty where it is about none. */
  readonly queue: string;
  /** As `Parameters` has it for the operation. */
  readonly data: any;
}

/** Reads a request whole. Throws SQS's error where it is not valid; members of FIFO queues are among what is not understood. */
export function parseRequest(operation: string, input: unknown, place: Place): SqsRequest {
  if (!isOperation(operation)) {
    throw new SqsError('UnknownOperationException', `the local cloud does not support the operation ${operation.slice(0, 64)}; of SQS it has ${Object.keys(OPERATIONS).join(', ')}`);
  }
  const { queue, members, read } = OPERATIONS[operation];
  const known = queue === 'QueueName' ? ['QueueName', 'QueueOwnerAWSAccountId', ...members] : queue === 'QueueUrl' ? ['QueueUrl', ...members] : members;
  const given = jsonMembers(input, known, 'UnsupportedOperation');
  const owner = given.get('QueueOwnerAWSAccountId') ?? place.account;
  if (owner !== place.account) throw invalidParameter('Value for parameter QueueOwnerAWSAccountId is invalid. Reason: the local cloud has one account.');
  return { operation, queue: queue === undefined ? '' : queueName(text(given.get(queue), queue), queue, place), data: read(given) };
}

/** The one action that it is in IAM's terms. A queue that does not exist has an ARN as well: it is authorized before it is looked for. */
export function actionRequests({ operation, queue }: SqsRequest, place: Place): AuthorizationRequest[] {
  return [{ action: `sqs:${OPERATIONS[operation].action}`, resource: queue === '' ? '*' : queueArn(queue, place), context: new Map() }];
}

/** Whatever host the URL has: it was this one that was asked. */
function queueName(given: string, member: string, { account }: Place): string {
  const name = member === 'QueueName' ? given : URL.canParse(given) ? new RegExp(`^/${account}/([^/]+)$`).exec(new URL(given).pathname)?.[1] : undefined;
  if (name === undefined || !/^[\w-]{1,80}(?:\.fifo)?$/.test(name)) throw new SqsError('InvalidAddress', `The address ${given.slice(0, 128)} is not valid for this endpoint.`);
  return name;
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}
