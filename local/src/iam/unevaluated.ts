import type { Layer } from './decision';
import type { Policy } from './policy';
import type { Caller } from './principals';
import type { ConditionReport, StatementReport } from './report';
import { reportStatement } from './report';
import type { AuthorizationRequest } from './request';

/** What covers the request and cannot be evaluated, one line each. Made only when there is any. */
export function listUnevaluated(
  layers: readonly (readonly [Layer, readonly Policy[]])[], request: AuthorizationRequest, caller: Caller | undefined,
): readonly string[] {
  return layers.flatMap(([layer, policies]) => policies.flatMap((policy, position) => policy.statements.flatMap(statement => {
    const report = reportStatement(statement, layer, position, request, caller);
    return report.action && report.resource && report.principal !== 'unmet' ? linesOf(report) : [];
  })));
}

function linesOf(report: StatementReport): readonly string[] {
  if (report.conditions.some(condition => condition.outcome === 'unmet')) return [];
  const where = `${report.layer} policy ${report.policy + 1}, statement ${report.statement + 1}`;
  return [
    ...report.unknownElements.map(name => `${where}: unknown element ${JSON.stringify(name)}`),
    ...report.principal === 'unknown' ? [`${where}: whether the principal is named`] : [],
    ...report.conditions.filter(({ outcome }) => outcome === 'unknown').map(one => `${where}: ${one.operator} ${one.key}: ${problemOf(one)}`),
  ];
}

/** Why a condition cannot be evaluated. */
export function problemOf(condition: ConditionReport): string {
  if (condition.problem !== undefined) return condition.problem;
  if (condition.isUnfilled) return 'the local cloud does not fill this key';
  return condition.wanted.length === 0 ? 'no wanted value' : 'a value the operator cannot compare';
}
