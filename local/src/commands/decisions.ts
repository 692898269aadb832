import { getLocal } from './local-endpoint';
import type { LoggedDecision } from '../authorization/decision-log';
import { printable } from '../iam/printable';

export interface DecisionsOptions {
  readonly endpoint: string;
  readonly secret?: string;
  readonly json?: boolean;
}

/** Prints the latest decisions, oldest first: one line each, or one JSON object each. */
export async function decisions({ endpoint, secret, json }: DecisionsOptions): Promise<void> {
  for (const decision of await getLocal<readonly LoggedDecision[]>(endpoint, 'decisions', secret)) {
    console.log(json ? JSON.stringify(decision) : printable(lineOf(decision)));
  }
}

function lineOf({ time, effect, principal, user, action, resource, keys, reason, id }: LoggedDecision): string {
  const who = user === undefined ? principal : `${principal} (user ${user})`;
  const what = keys === undefined ? resource : `${resource} (${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')})`;
  return `${time} ${effect} ${who} ${action} ${what}: ${reason} [${id}]`;
}
