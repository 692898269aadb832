/** A queue of the account. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** In seconds, as SQS names them: those that a message or a request may override. */
  readonly delay: number;
  readonly visibilityTimeout: number;
  readonly waitTime: number;
  readonly retention: number;
  /** Bytes of a message with its attributes. */
  readonly maxMessageBytes: number;
  readonly redrive?: Redrive;
  /** Of the queue itself. */
  readonly policy?: { readonly [name: string]: unknown };
  /** Why nothing is sent to it or received from it here. */
  readonly notRun?: string;
}

/** Where messages go that were received too often. */
export interface Redrive {
  readonly deadLetterArn: string;
  readonly maxReceiveCount: number;
}

export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export function queueArn(name: string, { partition, region, account }: Place): string {
  return `arn:${partition}:sqs:${region}:${account}:${name}`;
}
