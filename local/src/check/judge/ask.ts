import type { Places } from './places';
import { decide, type AuthorizationRequest, type ContextValue, type PolicySet } from '../../iam';
import type { ReadPolicy } from '../reading/model';
import { STRENGTH, type Answer } from '../users/admission';
import type { UserClass } from '../users/user-class';

/** One user of a class, in a session. */
export interface Asking {
  readonly users: UserClass;
  readonly id: string;
  /** @default - the one that the role wants, or any */
  readonly sessionName?: string;
}

export interface Verdict {
  readonly answer: Answer;
  /** The statement that allows, of what is allowed. */
  readonly by?: StatementPlace;
}

export interface StatementPlace {
  readonly policy: ReadPolicy;
  /** Position in the document, from 0. */
  readonly statement: number;
}

/**
 * Whether every one of some requests is allowed, for sure, wherever the caller may send them: an Allow under what nobody can tell is
 * `unsure`, and so is a Deny under such.
 */
export function ask(
  { users, id, sessionName }: Asking, requests: readonly AuthorizationRequest[], places: Places, ofResource?: ReadPolicy,
): Verdict {
  const [{ resource }] = requests;
  const session = users.session(id, sessionName);
  const caller = users.caller(id, sessionName);
  const { policies, boundary } = users.role;
  const set: PolicySet = {
    identity: policies.map(({ policy }) => policy),
    boundary: boundary?.policy,
    // Whom another account lets in, nobody knows: its resources are taken to be this one's.
    resource: { account: places.account, policy: ofResource?.policy },
  };
  const { account, regions } = places.toldOf(resource);
  const verdicts = regions.map((region): Verdict => {
    const global: [string, ContextValue][] = [['aws:requestedregion', region], ['aws:resourceaccount', account], ['aws:viaawsservice', 'false']];
    let verdict: Verdict = { answer: 'allowed' };
    for (const request of requests) {
      const context = new Map<string, ContextValue>([...global, ...session, ...request.context]);
      const { effect, layer, policy = 0, statement = 0, unevaluated } = decide(set, { ...request, context }, caller);
      if (effect !== 'Allowed') {
        if (unevaluated.length === 0) return { answer: 'refused' };
        verdict = { answer: 'unsure' };
      } else if (verdict.answer === 'allowed') {
        verdict = { answer: 'allowed', by: placeOf(layer === 'resource' && ofResource !== undefined ? ofResource : policies[policy], statement) };
      }
    }
    return verdict;
  });
  return verdicts.reduce((one, other) => (STRENGTH[other.answer] > STRENGTH[one.answer] ? other : one));
}

function placeOf(policy: ReadPolicy, statement: number): StatementPlace {
  return { policy, statement: policy.statements[statement]?.position ?? statement };
}
