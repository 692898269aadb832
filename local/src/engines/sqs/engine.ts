import { setTimeout as sleep } from 'node:timers/promises';
import { MessageQueue, type Message } from './message-queue';
import type { Permitted } from '../../authorization/authorizer';
import {
  attributesDigest, md5, noSuchQueue, SqsError, unsupported, type Entry, type OperationName, type Parameters, type Queue, type Received,
  type SqsRequest,
} from '../../sqs';

export type Answer = object;

type Act<Name extends OperationName> = (queue: MessageQueue, data: Parameters[Name], engine: Engine) => Answer | Promise<Answer>;
type Acts = { readonly [Name in Exclude<OperationName, 'ListQueues'>]: Act<Name> };

const POLL_MS = 50;

const ACTS: Acts = {
  ChangeMessageVisibility: (queue, { receipt, visibility }) => {
    queue.changeVisibility(receipt, visibility);
    return {};
  },
  ChangeMessageVisibilityBatch: (queue, entries) => batch(entries, ({ receipt, visibility }) => {
    queue.changeVisibility(receipt, visibility);
    return {};
  }),
  DeleteMessage: (queue, receipt) => {
    queue.delete(receipt);
    return {};
  },
  DeleteMessageBatch: (queue, entries) => batch(entries, (receipt) => {
    queue.delete(receipt);
    return {};
  }),
  GetQueueAttributes: (queue, names) => attributesOf(queue, names),
  GetQueueUrl: ({ queue }) => ({ QueueUrl: queue.url }),
  PurgeQueue: (queue) => {
    queue.purge();
    return {};
  },
  ReceiveMessage: (queue, data, engine) => engine.receive(queue, data),
  SendMessage: (queue, data) => sent(queue.send(data)),
  SendMessageBatch: (queue, entries) => batch(entries, (data) => sent(queue.send(data))),
};

/** SQS in this process: queues in memory, which end with it. Standard queues only. */
export class Engine {
  private queues = new Map<string, MessageQueue>();

  constructor(queues: readonly Queue[], private readonly clock: () => number) {
    this.setQueues(queues);
  }

  /** Those that are there already keep their messages. */
  setQueues(queues: readonly Queue[]): void {
    this.queues = new Map(queues.map((queue) => {
      const found = this.queues.get(queue.name);
      if (found === undefined) return [queue.name, new MessageQueue(queue, this.clock)];
      found.queue = queue;
      return [queue.name, found];
    }));
  }

  async execute({ request: { operation, queue: name, data } }: Permitted<SqsRequest>): Promise<Answer> {
    if (operation === 'ListQueues') return this.list(data as string);
    const found = this.queues.get(name);
    if (found === undefined) throw noSuchQueue();
    if (found.queue.notRun !== undefined && operation !== 'GetQueueUrl') throw unsupported(`${name}: ${found.queue.notRun}`);
    return ACTS[operation](found, data as never, this);
  }

  /** Waits for a message as long as it is asked to. */
  async receive(queue: MessageQueue, data: Received): Promise<Answer> {
    const end = Date.now() + (data.wait ?? queue.queue.waitTime) * 1000;
    for (;;) {
      const messages = queue.receive(data, (message) => this.isRedriven(queue, message));
      if (messages.length > 0) return { Messages: messages.map((message) => described(message, data)) };
      if (Date.now() >= end || this.queues.get(queue.queue.name) !== queue) return {};
      await sleep(POLL_MS, undefined, { ref: false });
    }
  }

  private isRedriven({ queue: { redrive } }: MessageQueue, message: Message): boolean {
    if (redrive === undefined || message.received < redrive.maxReceiveCount) return false;
    const target = [...this.queues.values()].find(({ queue }) => queue.arn === redrive.deadLetterArn);
    target?.take(message);
    return target !== undefined;
  }

  private list(prefix: string): Answer {
    const urls = [...this.queues.values()].filter(({ queue }) => queue.name.startsWith(prefix)).map(({ queue }) => queue.url).sort();
    return urls.length === 0 ? {} : { QueueUrls: urls };
  }
}

function sent({ id, body, attributes }: Message): object {
  return { MessageId: id, MD5OfMessageBody: md5(body), MD5OfMessageAttributes: attributesDigest(attributes) };
}

/** Each entry by itself: those that fail are told beside the others. */
function batch<T>(entries: readonly Entry<T>[], act: (entry: T) => object): Answer {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const { id, entry } of entries) {
    try {
      Successful.push({ Id: id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id: id, Code: error.queryCode, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, ...Failed.length > 0 && { Failed } };
}

function described(
  { id, body, attributes, receipt, sent: at, received, firstReceived }: Message, { attributeNames, messageAttributeNames }: Received,
): object {
  const system = { ApproximateFirstReceiveTimestamp: String(firstReceived), ApproximateReceiveCount: String(received), SentTimestamp: String(at) };
  const Attributes = Object.fromEntries(Object.entries(system).filter(([name]) => attributeNames.includes(name) || attributeNames.includes('All')));
  const wanted = new Map([...attributes].filter(([name]) => messageAttributeNames.some((pattern) => isWanted(name, pattern))));
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    ...Object.keys(Attributes).length > 0 && { Attributes },
    ...wanted.size > 0 && { MessageAttributes: Object.fromEntries(wanted), MD5OfMessageAttributes: attributesDigest(wanted) },
  };
}

/** API reference of ReceiveMessage, MessageAttributeNames: a name, `All`, `.*`, or a prefix before `.*`. */
function isWanted(name: string, pattern: string): boolean {
  return pattern === 'All' || (pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -2)) : name === pattern);
}

function attributesOf(messages: MessageQueue, names: readonly string[]): Answer {
  const { queue } = messages;
  const { redrive } = queue;
  const { visible, inFlight, delayed } = messages.counts();
  const all: { readonly [name: string]: string | undefined } = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    DelaySeconds: String(queue.delay),
    MaximumMessageSize: String(queue.maxMessageBytes),
    MessageRetentionPeriod: String(queue.retention),
    Policy: queue.policy && JSON.stringify(queue.policy),
    QueueArn: queue.arn,
    ReceiveMessageWaitTimeSeconds: String(queue.waitTime),
    RedrivePolicy: redrive && JSON.stringify({ deadLetterTargetArn: redrive.deadLetterArn, maxReceiveCount: redrive.maxReceiveCount }),
    VisibilityTimeout: String(queue.visibilityTimeout),
  };
  const wanted = Object.entries(all).filter(([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)));
  const unknown = names.find((name) => name !== 'All' && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown.slice(0, 64)}.`);
  return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
}
