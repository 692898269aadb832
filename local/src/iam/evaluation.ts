import { MalformedPolicyError } from './malformed-policy-error';
import type { Candidate } from './plan';
import type { Policy } from './policy';
import type { Caller, Naming } from './principals';
import { isDenied, namingOf } from './principals';
import type { AuthorizationRequest } from './request';
import type { Statement } from './statement';
import { testStatement } from './statement';

/** A statement that allows, and how it names the caller. */
export interface Grant {
  readonly policy: number;
  readonly statement: Statement;
  readonly naming: Naming;
}

/** A statement that decides, and the position of its policy. */
export interface Found {
  readonly policy: number;
  readonly statement: Statement;
}

// How far a grant reaches; only a resource or trust policy can name its caller.
const STRENGTH: Readonly<Record<Naming, number>> = { direct: 3, anyone: 3, provider: 3, role: 2, account: 1, unknown: 0, none: 0 };
const STRONGEST = 3;

/** One request put to several policies. Notes on the way whether anything could not be evaluated. */
export class Evaluation {
  /** Some statement that covers the request could not be evaluated. */
  unevaluated = false;

  constructor(private readonly request: AuthorizationRequest, private readonly caller: Caller | undefined) {}

  /** The first Deny that applies. One that cannot be evaluated applies. */
  firstDeny(policies: readonly Policy[], attachedTo: Policy['attachedTo']): Found | undefined {
    for (let policy = 0; policy < policies.length; policy += 1) {
      checkAttachment(policies[policy], attachedTo);
      for (const candidate of policies[policy].plan(this.request.action, this.request.resource).denies) {
        if (this.denies(candidate)) return { policy, statement: candidate.statement };
      }
    }
    return undefined;
  }

  /** The strongest Allow that applies. One that cannot be evaluated does not. */
  bestAllow(policies: readonly Policy[], attachedTo: Policy['attachedTo']): Grant | undefined {
    let best: Grant | undefined;
    for (let policy = 0; policy < policies.length; policy += 1) {
      checkAttachment(policies[policy], attachedTo);
      for (const candidate of policies[policy].plan(this.request.action, this.request.resource).allows) {
        const naming = this.allows(candidate);
        if (STRENGTH[naming] > (best === undefined ? 0 : STRENGTH[best.naming])) best = { policy, statement: candidate.statement, naming };
        if (best !== undefined && STRENGTH[best.naming] === STRONGEST) return best;
      }
    }
    return best;
  }

  private denies(candidate: Candidate): boolean {
    if (!this.covers(candidate)) return false;
    const { principals } = candidate.statement;
    const named = principals === undefined || isDenied(principals, this.caller);
    if (named === false) return false;
    const outcome = testStatement(candidate.statement, this.request.context);
    if (outcome === 'unmet') return false;
    if (outcome === 'unknown' || named === 'unknown') this.unevaluated = true;
    return true;
  }

  private allows(candidate: Candidate): Naming {
    if (!this.covers(candidate)) return 'none';
    const { principals } = candidate.statement;
    const naming = principals === undefined ? 'direct' : namingOf(principals, this.caller);
    if (naming === 'none') return naming;
    const outcome = testStatement(candidate.statement, this.request.context);
    if (outcome === 'unmet') return 'none';
    if (outcome === 'met' && naming !== 'unknown') return naming;
    this.unevaluated = true;
    return 'unknown';
  }

  private covers(candidate: Candidate): boolean {
    return candidate.coversResource === undefined || candidate.coversResource(this.request.resource, this.request.context);
  }
}

// A policy in the wrong place would grant to everybody who reaches it, or to nobody.
function checkAttachment(policy: Policy, attachedTo: Policy['attachedTo']): void {
  if (policy.attachedTo === attachedTo) return;
  throw new MalformedPolicyError(attachedTo === 'principal'
    ? 'an identity policy, boundary or session policy must not have a Principal'
    : 'a trust or resource policy must have a Principal in every statement');
}
