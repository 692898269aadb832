import { send, type Answer, type Keys } from './http-client';
import { Sessions } from './sessions';
import { byAccount, type StackTemplate } from '../assembly';
import { expanded, type CellRequest } from '../check';
import { LocalCloud } from '../local-cloud';

export interface Replayed {
  readonly request: CellRequest;
  readonly became: 'through' | 'refused' | 'undecided';
  /** Why, in the local cloud's words, where it is not what the check said. */
  readonly reason?: string;
}

/**
 * Starts templates in a local cloud within this process, one for each account, and sends it each request as its user: what the check
 * says is allowed goes through, what it says is refused is refused. Throws `AssemblyError` for templates that the local cloud does not take.
 */
export async function replay(stacks: readonly StackTemplate[], requests: readonly CellRequest[]): Promise<Replayed[]> {
  const done: Replayed[] = [];
  for (const ofAccount of byAccount(stacks).values()) done.push(...await replayIn(ofAccount, requests));
  return done;
}

async function replayIn(stacks: readonly StackTemplate[], requests: readonly CellRequest[]): Promise<Replayed[]> {
  const cloud = await LocalCloud.of(stacks.map(expanded), { skipUnknown: true });
  try {
    const sessions = new Sessions(cloud);
    const done: Replayed[] = [];
    // One after the other: the log's last entry is then the request's.
    for (const request of requests.filter(({ role }) => role.arn.split(':')[4] === cloud.accountId)) done.push(await tried(request, cloud, sessions));
    return done;
  } finally {
    await cloud.stop();
  }
}

async function tried(request: CellRequest, cloud: LocalCloud, sessions: Sessions): Promise<Replayed> {
  const keys = await sessions.keysFor(request);
  const answer = typeof keys === 'string' || request.call === undefined ? undefined : await sent(request, keys, cloud);
  const became = typeof keys === 'string' ? 'refused' : answer === undefined ? 'through' : outcomeOf(answer, cloud);
  return { request, became, ...became !== request.expected && { reason: typeof keys === 'string' ? keys : cloud.decisions().pop()?.reason ?? answer?.text } };
}

/** Whoever may not list is not told that an object is missing, but refused: so there is one. */
async function sent({ call }: CellRequest, keys: Keys, cloud: LocalCloud): Promise<Answer> {
  if (call!.service === 's3' && call!.key !== '') await send({ ...call!, method: 'PUT', parameters: {} }, cloud.administrator, cloud);
  return send(call!, keys, cloud);
}

/** What fails for another reason was let through by the policies if the log says so. */
function outcomeOf({ status, text }: Answer, cloud: LocalCloud): Replayed['became'] {
  if (status < 300) return 'through';
  if (/AccessDenied/.test(text)) return 'refused';
  return cloud.decisions().pop()?.effect === 'Allowed' ? 'through' : 'undecided';
}
