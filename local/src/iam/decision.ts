import type { Policy } from './policy';
import type { Naming } from './principals';

export type Effect = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';

export type Layer = 'identity' | 'boundary' | 'session' | 'resource' | 'trust';

/** The policies that judge a request of a role session or a user. */
export interface PolicySet {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** Inline and managed session policies together; leave it out when none was passed. */
  readonly session?: readonly Policy[];
  /**
   * The account that owns the resource, and the resource's own policy if it has one. `mustAllow`: the policies of
   * the caller are never enough, as for a key of KMS.
   */
  readonly resource?: { readonly account: string; readonly policy?: Policy; readonly mustAllow?: boolean };
}

export interface Decision {
  readonly effect: Effect;
  /** Where it was decided; of an implicit denial, the kind of policy that does not allow. */
  readonly layer: Layer;
  /** Position of the deciding policy in its layer and of the statement in it, from 0. Absent for an implicit denial. */
  readonly policy?: number;
  readonly statement?: number;
  readonly sid?: string;
  /** How a trust or resource policy named the caller. `account` only delegates to identity policies. */
  readonly grantedTo?: Naming;
  /** What covered the request and could not be evaluated. It never allowed anything. */
  readonly unevaluated: readonly string[];
}
