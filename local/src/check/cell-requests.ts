import type { Analysis } from './analysis';
import type { Attempt } from './judge/attempt';
import type { Places } from './judge/places';
import type { Reach } from './judge/reach';
import type { ServiceCall, SignIn, Witness } from './judge/witness';
import type { Model } from './reading/model';
import { columnOf, TITLES } from './report/matrix';
import { admitsAnyhow, STRANGE_APP, type Entrance } from './users/find-users';
import type { Token } from './users/providers';

/** What the check says of one request, so that it can be tried. */
export interface CellRequest {
  readonly expected: 'through' | 'refused';
  readonly role: { readonly arn: string; readonly path: string };
  readonly signIn: SignIn;
  /** Where a token says more than its provider's usually do. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** What is done, and to whose data, for people. */
  readonly what: string;
  readonly user: string;
  readonly sessionName?: string;
  /** What is asked with the role; absent where taking it is all. */
  readonly call?: ServiceCall;
}

/** One request for each cell that was told for sure, as far as a client can send it; and who is let in, and who is not. */
export function cellRequests({ entrances, reaches, model, places }: Analysis): CellRequest[] {
  const asked = reaches.filter(({ resource, isHypothetical }) => !isHypothetical && isThere(resource, model, places));
  return [...entrances.flatMap(ofEntrance), ...asked.flatMap(ofReach)];
}

/**
 * Whether the local cloud that has these templates can be asked: about its own Region and account, where a table or a queue that
 * does not exist is decided on all the same. A bucket has to exist.
 */
function isThere({ kind, arn }: Reach['resource'], { environments: [home], buckets }: Model, places: Places): boolean {
  if (kind === 'bucket') return buckets.some((bucket) => bucket.arn === arn);
  const { region, account } = places.at(arn);
  return region === home.region && account === home.account;
}

function ofReach({ users, resource, row, column, answer, attempts }: Reach): CellRequest[] {
  if (answer === 'unsure') return [];
  const [found] = attempts.filter((attempt) => attempt.answer === answer).flatMap((attempt) => sendable(attempt));
  if (found === undefined) return [];
  const { user, sessionName, call } = found;
  return [{
    expected: answer === 'allowed' ? 'through' : 'refused',
    role: { arn: users.role.role.arn, path: users.role.path },
    signIn: users.signIn,
    ...claimsOf(users.tokenOf(user)),
    what: `${users.name}: ${row} of ${resource.path}, ${TITLES[columnOf({ column })]}`,
    user,
    sessionName,
    call,
  }];
}

function sendable(attempt: Attempt): Witness[] {
  const witness = attempt.witness();
  return witness.call === undefined ? [] : [witness];
}

function ofEntrance({ role, provider, ids, users, tokens, isForUsers }: Entrance): CellRequest[] {
  if (!isForUsers || role.trust === undefined) return [];
  const [token] = tokens.map((one) => one.token);
  const strange = { subject: token?.subject ?? users?.examples()[0] ?? 'a', audience: STRANGE_APP, original: STRANGE_APP, amr: token?.amr };
  const answers = [...tokens.filter((one) => one.token.audience !== STRANGE_APP), { kind: 'users' as const, token: strange, answer: admitsAnyhow(role, provider, strange) }];
  return answers.filter(({ answer }) => answer !== 'unsure').map(({ kind, token: { subject, audience, original, amr }, answer }): CellRequest => ({
    expected: answer === 'allowed' ? 'through' : 'refused',
    role: { arn: role.role.arn, path: role.path },
    signIn: { provider: provider.kind === 'oidc' ? `https://${provider.name}` : provider.name, app: audience },
    ...claimsOf({ audience, original, amr }),
    what: `${kind} of ${provider.name}: take the role ${role.path} with a token of ${audience}`,
    user: subject,
  })).filter(({ user }) => ids.tests.length === 0 || user !== '');
}

/** What a token says beside its provider, app and user. */
function claimsOf({ audience, original, amr }: Omit<Token, 'subject'>): Pick<CellRequest, 'claims'> {
  if (amr !== undefined) return { claims: { amr } };
  return original === audience ? {} : { claims: { aud: original, azp: audience } };
}
