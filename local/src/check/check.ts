import type { StackTemplate } from '../assembly';
import { allowedSharings } from './allowed';
import { analyse } from './analysis';
import type { Finding } from './findings';
import { matrixOf, type Matrix } from './report/matrix';
import { findAll } from './rules';

/** `isolated`: proved. `nothing`: there is no role that users of a web identity can take, so nothing was proved. */
export type Status = 'isolated' | 'fragile' | 'hole' | 'unevaluated' | 'nothing';

export interface CheckOptions {
  /** What is shared on purpose: `read:<resource>` or `write:<resource>`, where the constructs do not say so. @default - nothing */
  readonly allow?: readonly string[];
}

export interface CheckReport {
  readonly status: Status;
  readonly findings: readonly Finding[];
  readonly matrix: Matrix;
  /** What was taken for granted. */
  readonly assumptions: readonly string[];
}

/**
 * Who can do what to whose data, from templates alone. Throws `AssemblyError` for what is no template, and for an `allow` that
 * names nothing.
 */
export function check(templates: readonly StackTemplate[], { allow = [] }: CheckOptions = {}): CheckReport {
  const analysis = analyse(templates, (model) => allowedSharings(allow, model));
  const findings = findAll(analysis);
  return {
    status: statusOf(findings, analysis.classes.length > 0),
    findings,
    matrix: matrixOf(analysis),
    assumptions: analysis.model.roles.filter(({ isVouched }) => isVouched).map(({ role }) => `role ${role.name} is not of these templates; their author says that its trust policy pins the app`),
  };
}

/** The exit code of the command: 0 isolated, 1 a hole, 2 not proved. */
export function exitCodeOf(status: Status, strict = false): 0 | 1 | 2 {
  switch (status) {
    case 'hole': return 1;
    case 'unevaluated': case 'nothing': return 2;
    case 'fragile': return strict ? 1 : 0;
    case 'isolated': return 0;
  }
}

function statusOf(findings: readonly Finding[], hasUsers: boolean): Status {
  const has = (outcome: Finding['outcome']) => findings.some((one) => one.outcome === outcome);
  if (has('hole')) return 'hole';
  if (has('unevaluated')) return 'unevaluated';
  if (!hasUsers) return 'nothing';
  return has('fragile') ? 'fragile' : 'isolated';
}
