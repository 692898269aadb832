import { randomUUID } from 'node:crypto';
import type { StackRecord } from './record';

export interface StackEvent {
  readonly EventId: string;
  readonly StackId: string;
  readonly StackName: string;
  readonly OperationId: string;
  readonly LogicalResourceId: string;
  /** Of the stack itself: its id, by which the CDK CLI tells it from a nested stack. */
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
  /** ISO 8601. No two of a stack are alike, so that whoever sorts by it has the order in which they came. */
  readonly Timestamp: string;
}

export interface EventResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
}

/** Enough for the CLI to show a deployment; older ones make room. */
const MAX_EVENTS = 5_000;

/** What happened to the stacks, by stack id, newest first. */
export class StackEvents {
  private readonly events = new Map<string, StackEvent[]>();

  of(stackId: string): readonly StackEvent[] {
    return this.events.get(stackId) ?? [];
  }

  /** The time, or a little later. */
  nextTime(stackId: string, now: number): number {
    const [latest] = this.of(stackId);
    return latest === undefined ? now : Math.max(now, Date.parse(latest.Timestamp) + 1);
  }

  add(event: StackEvent): void {
    const all = this.events.get(event.StackId) ?? [];
    all.unshift(event);
    all.splice(MAX_EVENTS);
    this.events.set(event.StackId, all);
  }
}

/** Notes the events of one operation on one stack. */
export class OperationLog {
  private readonly operationId = randomUUID();

  constructor(private readonly events: StackEvents, private readonly stack: Pick<StackRecord, 'id' | 'name'>, private readonly clock: () => number) {}

  ofStack(status: string, reason?: string): void {
    this.note({ logicalId: this.stack.name, type: 'AWS::CloudFormation::Stack', physicalId: this.stack.id }, status, reason);
  }

  ofResource(resource: EventResource, status: string, reason?: string): void {
    this.note(resource, status, reason);
  }

  private note({ logicalId, type, physicalId }: EventResource, status: string, reason?: string): void {
    this.events.add({
      EventId: randomUUID(),
      StackId: this.stack.id,
      StackName: this.stack.name,
      OperationId: this.operationId,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId ?? '',
      ResourceType: type,
      ResourceStatus: status,
      ResourceStatusReason: reason,
      Timestamp: new Date(this.events.nextTime(this.stack.id, this.clock())).toISOString(),
    });
  }
}
