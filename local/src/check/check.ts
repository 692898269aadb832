import type { StackTemplate } from '../assembly';
import { assertNamed, knownSharings } from './allowed';
import { analyse, type Analysis } from './analysis';
import { cellRequests, type CellRequest } from './cell-requests';
import { accessDiff } from './diff/access-diff';
import { alignedWith, attributesIn, versionsByAccount } from './diff/against';
import type { Change } from './diff/change';
import type { Finding } from './findings';
import type { Model } from './reading/model';
import { readModel } from './reading/read-model';
import { matrixOf, type Matrix } from './report/matrix';
import { findAll } from './rules';

/** `isolated`: proved. `nothing`: there is no role that users of a web identity can take, so nothing was proved. */
export type Status = 'isolated' | 'fragile' | 'hole' | 'unevaluated' | 'nothing';

export interface CheckOptions {
  /** What is shared on purpose: `read:<resource>` or `write:<resource>`, where the constructs do not say so. @default - nothing */
  readonly allow?: readonly string[];
  /** The templates as they were. @default - nothing is compared */
  readonly against?: readonly StackTemplate[];
}

export interface CheckReport {
  readonly status: Status;
  readonly findings: readonly Finding[];
  readonly matrix: Matrix;
  /** What was taken for granted. */
  readonly assumptions: readonly string[];
  /** What users can do now and could not, and the other way round. Absent where nothing is compared. */
  readonly changes?: readonly Change[];
  /** A request for each cell, to be tried. */
  readonly requests: () => readonly CellRequest[];
}

/**
 * Who can do what to whose data, from templates alone: of each account by itself, where they are of several. Throws
 * `AssemblyError` for what is no template, for a stack without a Region beside stacks of several, and for an `allow` that names nothing.
 */
export function check(templates: readonly StackTemplate[], { allow = [], against }: CheckOptions = {}): CheckReport {
  const models = versionsByAccount(templates, against)
    .map(({ now, before }) => ({ model: readModel(now), before: before && readModel(alignedWith(now, before)) }));
  assertNamed(allow, models.map(({ model }) => model));
  const compared = models
    .map(({ model, before }) => ({ before, analysis: analyse(model, knownSharings(allow, model), before && attributesIn(before)) }));
  const analyses = compared.map(({ analysis }) => analysis);
  const findings = analyses.flatMap(findAll);
  return {
    status: statusOf(findings, analyses.some(({ classes }) => classes.length > 0)),
    findings,
    matrix: analyses.flatMap(matrixOf),
    assumptions: analyses.flatMap(({ model }) => model.roles).filter(({ isVouched }) => isVouched)
      .map(({ role }) => `role ${role.name} is not of these templates; their author says that its trust policy pins the app`),
    requests: () => analyses.flatMap(cellRequests),
    ...against && { changes: compared.flatMap(({ before, analysis }) => changesSince(before!, analysis, allow)) },
  };
}

function changesSince(before: Model, after: Analysis, allow: readonly string[]): Change[] {
  return accessDiff(analyse(before, knownSharings(allow, before), attributesIn(after.model)), after);
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
