import { randomUUID } from 'node:crypto';
import { invalidParameter, SqsError, sizeOf, type MessageAttributes, type Queue, type Received, type Sent } from '../../sqs';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Milliseconds since 1970. */
  readonly sent: number;
  visibleAt: number;
  receipt?: string;
  received: number;
  firstReceived?: number;
}

/** The messages of one queue, in memory, the oldest first. */
export class MessageQueue {
  private messages = new Map<string, Message>();

  constructor(public queue: Queue, private readonly clock: () => number) {}

  send({ body, attributes, delay = this.queue.delay }: Sent): Message {
    const size = sizeOf(body, attributes);
    if (size > this.queue.maxMessageBytes) throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${this.queue.maxMessageBytes} bytes.`);
    const now = this.clock();
    const message: Message = { id: randomUUID(), body, attributes, sent: now, visibleAt: now + delay * 1000, received: 0 };
    this.messages.set(message.id, message);
    return message;
  }

  /** Those that are visible, which are not for a while then. `tooOften` takes those that were received too often before. */
  receive({ max, visibility = this.queue.visibilityTimeout }: Received, tooOften: (message: Message) => boolean): Message[] {
    const now = this.clock();
    const found: Message[] = [];
    for (const message of this.live(now)) {
      if (found.length === max) break;
      if (message.visibleAt > now) continue;
      if (tooOften(message)) {
        this.messages.delete(message.id);
        continue;
      }
      message.receipt = `${message.id}#${randomUUID()}`;
      message.received += 1;
      message.firstReceived ??= now;
      message.visibleAt = now + visibility * 1000;
      found.push({ ...message });
    }
    return found;
  }

  /** Any receipt of the message will do: it may have come again since. One that is gone is deleted already. */
  delete(receipt: string): void {
    this.messages.delete(idOf(receipt));
  }

  changeVisibility(receipt: string, seconds: number): void {
    const message = this.messages.get(idOf(receipt));
    const now = this.clock();
    if (message === undefined || message.receipt !== receipt || message.visibleAt <= now) {
      throw new SqsError('MessageNotInflight', 'The specified message isn\'t in flight.', 'AWS.SimpleQueueService.MessageNotInflight');
    }
    message.visibleAt = now + seconds * 1000;
  }

  purge(): void {
    this.messages.clear();
  }

  /** Takes over a message of another queue. */
  take(message: Message): void {
    this.messages.set(message.id, { ...message, receipt: undefined, received: 0, firstReceived: undefined, visibleAt: this.clock() });
  }

  counts(): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    const now = this.clock();
    const hidden = this.live(now).filter(({ visibleAt }) => visibleAt > now);
    const delayed = hidden.filter(({ received }) => received === 0).length;
    return { visible: this.messages.size - hidden.length, inFlight: hidden.length - delayed, delayed };
  }

  private live(now: number): Message[] {
    for (const { id, sent } of this.messages.values()) if (sent + this.queue.retention * 1000 <= now) this.messages.delete(id);
    return [...this.messages.values()];
  }
}

function idOf(receipt: string): string {
  const [, id] = /^([0-9a-f-]{36})#[0-9a-f-]{36}$/.exec(receipt) ?? [];
  if (id === undefined) throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  return id;
}
