import { SqsError } from './errors';
import { integer, list, messageAttributes, messageBody, text, texts, type MessageAttributes } from './values';
import { jsonMembers } from '../json-members';

/** API reference of SendMessage, ReceiveMessage and ChangeMessageVisibility. */
const SECONDS = { delay: [0, 900], visibility: [0, 43_200], wait: [0, 20] } as const;
const MAX_ENTRIES = 10;

export interface Sent {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Seconds; that of the queue where it is left out. */
  readonly delay?: number;
}

export interface Entry<T> {
  readonly id: string;
  readonly entry: T;
}

export interface Received {
  readonly max: number;
  readonly visibility?: number;
  readonly wait?: number;
  readonly attributeNames: readonly string[];
  readonly messageAttributeNames: readonly string[];
}

export interface VisibilityChange {
  readonly receipt: string;
  readonly visibility: number;
}

/** What each operation takes, once it is read. */
export interface Parameters {
  readonly ChangeMessageVisibility: VisibilityChange;
  readonly ChangeMessageVisibilityBatch: readonly Entry<VisibilityChange>[];
  readonly DeleteMessage: string;
  readonly DeleteMessageBatch: readonly Entry<string>[];
  readonly GetQueueAttributes: readonly string[];
  readonly GetQueueUrl: undefined;
  readonly ListQueues: string;
  readonly PurgeQueue: undefined;
  readonly ReceiveMessage: Received;
  readonly SendMessage: Sent;
  readonly SendMessageBatch: readonly Entry<Sent>[];
}

export type OperationName = keyof Parameters;

type Members = ReadonlyMap<string, unknown>;

interface OperationDefinition<T> {
  /** In IAM's terms. */
  readonly action: string;
  /** What says which queue it is about; `undefined` where it is about none. */
  readonly queue?: 'QueueUrl' | 'QueueName';
  readonly members: readonly string[];
  readonly read: (members: Members) => T;
}

const MESSAGE = ['DelaySeconds', 'MessageAttributes', 'MessageBody'];

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html */
export const OPERATIONS: { readonly [Name in OperationName]: OperationDefinition<Parameters[Name]> } = {
  ChangeMessageVisibility: { action: 'ChangeMessageVisibility', queue: 'QueueUrl', members: ['ReceiptHandle', 'VisibilityTimeout'], read: visibilityChange },
  ChangeMessageVisibilityBatch: {
    action: 'ChangeMessageVisibility', queue: 'QueueUrl', members: ['Entries'], read: (members) => entries(members, ['ReceiptHandle', 'VisibilityTimeout'], visibilityChange),
  },
  DeleteMessage: { action: 'DeleteMessage', queue: 'QueueUrl', members: ['ReceiptHandle'], read: receipt },
  DeleteMessageBatch: { action: 'DeleteMessage', queue: 'QueueUrl', members: ['Entries'], read: (members) => entries(members, ['ReceiptHandle'], receipt) },
  GetQueueAttributes: { action: 'GetQueueAttributes', queue: 'QueueUrl', members: ['AttributeNames'], read: (members) => texts(members.get('AttributeNames'), 'AttributeNames') },
  GetQueueUrl: { action: 'GetQueueUrl', queue: 'QueueName', members: [], read: () => undefined },
  ListQueues: { action: 'ListQueues', members: ['QueueNamePrefix'], read: (members) => (members.has('QueueNamePrefix') ? text(members.get('QueueNamePrefix'), 'QueueNamePrefix') : '') },
  PurgeQueue: { action: 'PurgeQueue', queue: 'QueueUrl', members: [], read: () => undefined },
  ReceiveMessage: {
    action: 'ReceiveMessage',
    queue: 'QueueUrl',
    members: ['AttributeNames', 'MaxNumberOfMessages', 'MessageAttributeNames', 'MessageSystemAttributeNames', 'VisibilityTimeout', 'WaitTimeSeconds'],
    read: received,
  },
  SendMessage: { action: 'SendMessage', queue: 'QueueUrl', members: MESSAGE, read: sent },
  SendMessageBatch: { action: 'SendMessage', queue: 'QueueUrl', members: ['Entries'], read: (members) => entries(members, MESSAGE, sent) },
};

function sent(members: Members): Sent {
  return {
    body: messageBody(members.get('MessageBody')),
    attributes: messageAttributes(members.get('MessageAttributes')),
    delay: integer(members.get('DelaySeconds'), 'DelaySeconds', SECONDS.delay, undefined),
  };
}

function received(members: Members): Received {
  return {
    max: integer(members.get('MaxNumberOfMessages'), 'MaxNumberOfMessages', [1, 10], 1),
    visibility: integer(members.get('VisibilityTimeout'), 'VisibilityTimeout', SECONDS.visibility, undefined),
    wait: integer(members.get('WaitTimeSeconds'), 'WaitTimeSeconds', SECONDS.wait, undefined),
    attributeNames: [...texts(members.get('AttributeNames'), 'AttributeNames'), ...texts(members.get('MessageSystemAttributeNames'), 'MessageSystemAttributeNames')],
    messageAttributeNames: texts(members.get('MessageAttributeNames'), 'MessageAttributeNames'),
  };
}

function receipt(members: Members): string {
  return text(members.get('ReceiptHandle'), 'ReceiptHandle');
}

function visibilityChange(members: Members): VisibilityChange {
  return { receipt: receipt(members), visibility: integer(text(String(members.get('VisibilityTimeout') ?? ''), 'VisibilityTimeout'), 'VisibilityTimeout', SECONDS.visibility, 0) };
}

function entries<T>(members: Members, known: readonly string[], read: (members: Members) => T): readonly Entry<T>[] {
  const all = list(members.get('Entries'), 'Entries').map((one) => jsonMembers(one, ['Id', ...known]));
  if (all.length === 0) throw batchError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (all.length > MAX_ENTRIES) throw batchError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${all.length}.`);
  const ids = all.map((entry) => text(entry.get('Id'), 'Id'));
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) throw batchError('InvalidBatchEntryId', 'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.');
  if (new Set(ids).size !== ids.length) throw batchError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  return all.map((entry, i) => ({ id: ids[i], entry: read(entry) }));
}

function batchError(code: string, message: string): SqsError {
  return new SqsError(code, message, `AWS.SimpleQueueService.${code}`);
}
