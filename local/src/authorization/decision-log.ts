import { randomUUID } from 'node:crypto';
import type { AuthorizationRequest, Effect } from '../iam';
import { ownKeys } from './layered-context';
import { logText } from './log-text';

/** One decision, and why: what AWS keeps to itself. Holds no token, key or secret. */
export interface LoggedDecision {
  /** Also in the answer's `x-local-decision` header. */
  readonly id: string;
  readonly time: string;
  /** ARN of the session or user, the provider of a token, or `anonymous`. */
  readonly principal: string;
  /** Whose token it was, or is behind the session: the id that their provider gave them. */
  readonly user?: string;
  readonly action: string;
  readonly resource: string;
  /** Values of the partition key that DynamoDB was asked for; the key of an object is in `resource`. */
  readonly keys?: readonly string[];
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
/** Of all resources and context values: requests of 16 MiB must not pile up. */
const MAX_CHARACTERS = 32 * 1024 * 1024;

/** The latest decisions, oldest first. */
export class DecisionLog {
  private entries: Entry[] = [];
  private characters = 0;

  constructor(private readonly clock: () => number) {}

  add(principal: string, request: AuthorizationRequest, effect: Effect | 'Refused', explain: () => string): string {
    const id = randomUUID();
    // A reason that is known already may be long, or hold a token: it is not kept as it is.
    const reason = effect === 'Refused' ? logText(explain()) : undefined;
    this.entries.push({
      id,
      time: this.clock(),
      principal,
      request,
      effect,
      explain: reason === undefined ? explain : () => reason,
    });
    this.characters += charactersOf(request);
    if (this.entries.length >= 2 * MAX_ENTRIES || this.characters > MAX_CHARACTERS) this.forget();
    return id;
  }

  list(): LoggedDecision[] {
    return this.entries.slice(-MAX_ENTRIES).map(({ id, time, principal, request, effect, explain }) => ({
      id,
      time: new Date(time).toISOString(),
      principal: logText(principal),
      ...userOf(request),
      action: logText(request.action),
      resource: logText(request.resource),
      ...keysOf(request),
      context: Object.fromEntries(Array.from(request.context, ([key, value]) => [key, typeof value === 'string' ? logText(value) : value.map(logText)])),
      effect,
      reason: logText(explain()),
    }));
  }

  /** The oldest, down to half of what may be kept: seldom, so that it costs little. */
  private forget(): void {
    this.entries = this.entries.slice(-MAX_ENTRIES);
    this.characters = this.entries.reduce((sum, { request }) => sum + charactersOf(request), 0);
    while (this.characters > MAX_CHARACTERS / 2) this.characters -= charactersOf(this.entries.shift()!.request);
  }
}

/** Condition keys whose value is a user's id: as Login with Amazon and Facebook call it, and everybody else. */
const USER_ID = /^(www\.amazon\.com:user_id|graph\.facebook\.com:id|.+:sub)$/;

function userOf({ context }: AuthorizationRequest): { readonly user?: string } {
  for (const [key, value] of context) if (typeof value === 'string' && USER_ID.test(key)) return { user: logText(value) };
  return {};
}

function keysOf({ context }: AuthorizationRequest): { readonly keys?: readonly string[] } {
  const keys = context.get('dynamodb:leadingkeys');
  return keys === undefined || keys.length === 0 ? {} : { keys: [keys].flat().map(logText) };
}

/** Those of the keys beneath are few: a session's, which are shared, and headers. */
function charactersOf({ resource, context }: AuthorizationRequest): number {
  let sum = resource.length;
  for (const [, value] of ownKeys(context)) {
    if (typeof value === 'string') sum += value.length;
    else for (const item of value) sum += item.length;
  }
  return sum;
}
