import type { Analysis } from './analysis';
import type { StatementPlace } from './judge/ask';
import { shownBy, type Reach } from './judge/reach';
import type { Witness } from './judge/witness';
import type { Place } from './reading/model';

/**
 * `hole`: a request that goes through. `fragile`: no request shows it today. `unevaluated`: nobody can tell, which is never a pass.
 */
export type Outcome = 'hole' | 'fragile' | 'unevaluated';

export type Severity = 'high' | 'medium' | 'low';

export interface Finding {
  /** Id of its rule. */
  readonly rule: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** What is the matter, in one sentence. */
  readonly message: string;
  readonly fix: string;
  /** The users' role that it is about. */
  readonly role?: Place & { readonly arn: string };
  /** Who can do it. */
  readonly users?: string;
  readonly resource?: Place & { readonly arn: string };
  /** What is allowed, where it is about none of the resources that are judged. */
  readonly action?: string;
  readonly statement?: StatementPlace;
  /** A request that shows it. */
  readonly witness?: Witness;
}

/** One rule, one file. */
export interface Rule {
  /** Stable: pipelines and acknowledgements name it. */
  readonly id: string;
  readonly title: string;
  readonly find: (analysis: Analysis) => readonly Found[];
}

/** A finding without what its rule adds. */
export type Found = Omit<Finding, 'rule'>;

/** What a finding takes over from what was reached. */
export function about(reach: Reach): Pick<Finding, 'role' | 'users' | 'resource' | 'statement' | 'witness'> {
  const { users, resource, by } = reach;
  const witness = shownBy(reach);
  const { stack, logicalId, path, role } = users.role;
  const of = { role: { stack, logicalId, path, arn: role.arn }, users: users.name, resource, statement: by };
  return { ...of, ...witness && { witness: { ...witness, signIn: users.signIn } } };
}

/** Of each role and resource the first: the matrix has the others. */
export function oneOfEach(reaches: readonly Reach[]): Reach[] {
  const found = new Map<string, Reach>();
  for (const reach of reaches) {
    const key = `${reach.users.role.role.arn} ${reach.users.name} ${reach.resource.arn}`;
    if (!found.has(key)) found.set(key, reach);
  }
  return [...found.values()];
}
