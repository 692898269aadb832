import { setTimeout as sleep } from 'node:timers/promises';
import { hintOf } from './decision-hint';
import { getLocal } from './local-endpoint';
import type { LoggedDecision } from '../authorization/decision-log';
import { printable } from '../iam/printable';

export interface DecisionsOptions {
  readonly endpoint: string;
  readonly secret?: string;
  readonly json?: boolean;
  /** Whether those that allowed something are left out. */
  readonly denied?: boolean;
  /** Whether to go on until the local cloud ends, or this process. */
  readonly follow?: boolean;
}

const FOLLOW_MS = 500;
const [RED, GREEN, PLAIN] = ['\x1b[31m', '\x1b[32m', '\x1b[0m'];

/** Prints the latest decisions, oldest first: a line each and maybe a hint, or one JSON object each. */
export async function decisions({ endpoint, secret, json, denied = false, follow = false }: DecisionsOptions): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const all = await getLocal<readonly LoggedDecision[]>(endpoint, 'decisions', secret);
    const fresh = all.slice(all.findIndex(({ id }) => id === last) + 1);
    for (const decision of fresh.filter(({ effect }) => !(denied && effect === 'Allowed'))) console.log(json ? JSON.stringify(decision) : linesOf(decision));
    last = all.at(-1)?.id;
    if (!follow) return;
    await sleep(FOLLOW_MS);
  }
}

function linesOf(decision: LoggedDecision): string {
  const { time, effect, principal, user, action, resource, keys, reason, id } = decision;
  const who = user === undefined ? principal : `${principal} (user ${user})`;
  const what = keys === undefined ? resource : `${resource} (${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')})`;
  const hint = hintOf(decision);
  const line = `${printable(time)} ${coloured(effect)} ${printable(`${who} ${action} ${what}: ${reason} [${id}]`)}`;
  return hint === undefined ? line : `${line}\n  hint: ${hint}`;
}

/** For people alone. @see https://no-color.org */
function coloured(effect: LoggedDecision['effect']): string {
  if (!process.stdout.isTTY || process.env.NO_COLOR) return effect;
  return `${effect === 'Allowed' ? GREEN : RED}${effect}${PLAIN}`;
}
