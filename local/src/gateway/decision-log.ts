import { randomUUID } from 'node:crypto';
import type { AuthorizationRequest, Effect } from '../iam';

/** One decision, and why: what AWS keeps to itself. Holds no token, key or secret. */
export interface LoggedDecision {
  /** Also in the answer's `x-local-decision` header. */
  readonly id: string;
  readonly time: string;
  /** ARN of the session or user, the provider of a token, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: { readonly [key: string]: string | readonly string[] };
  /** `Refused`: before any policy was asked, for example for a token that does not verify. */
  readonly effect: Effect | 'Refused';
  /** One line: the statement that decided, or the condition that failed with both sides. */
  readonly reason: string;
}

interface Entry {
  readonly id: string;
  readonly time: number;
  readonly principal: string;
  readonly request: AuthorizationRequest;
  readonly effect: Effect | 'Refused';
  /** Called when somebody reads the log: explaining costs more than deciding. */
  readonly explain: () => string;
}

const MAX_ENTRIES = 1000;

/** The latest decisions, oldest first. */
export class DecisionLog {
  private entries: Entry[] = [];

  constructor(private readonly clock: () => number) {}

  add(principal: string, request: AuthorizationRequest, effect: Effect | 'Refused', explain: () => string): string {
    const id = randomUUID();
    this.entries.push({ id, time: this.clock(), principal, request, effect, explain });
    if (this.entries.length >= 2 * MAX_ENTRIES) this.entries = this.entries.slice(-MAX_ENTRIES);
    return id;
  }

  list(): LoggedDecision[] {
    return this.entries.slice(-MAX_ENTRIES).map(({ id, time, principal, request, effect, explain }) => ({
      id,
      time: new Date(time).toISOString(),
      principal,
      action: request.action,
      resource: request.resource,
      context: Object.fromEntries(request.context),
      effect,
      reason: explain(),
    }));
  }
}
