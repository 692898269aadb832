import type { Decision, Layer } from './decision';
import { printable } from './printable';
import type { ConditionReport, StatementReport } from './report';
import type { AuthorizationRequest } from './request';
import { problemOf } from './unevaluated';

const KIND: Readonly<Record<Layer, string>> = {
  identity: '', boundary: 'boundary ', session: 'session policy ', resource: 'resource policy ', trust: 'trust policy ',
};

/** The reason of a decision in one line. */
export function explanationText(
  decision: Decision, report: StatementReport | undefined, request: AuthorizationRequest, policies: number,
): string {
  return printable(sentence(decision, report, request, policies));
}

function sentence(decision: Decision, report: StatementReport | undefined, request: AuthorizationRequest, policies: number): string {
  const kind = KIND[decision.layer];
  if (decision.effect !== 'ImplicitlyDenied') {
    const verb = decision.effect === 'Allowed' ? 'allows' : 'denies';
    const doubts = decision.effect === 'ExplicitlyDenied' && report ? doubtsOf(report) : [];
    return `${kind}${report ? nameOf(report, policies) : 'statement'} ${verb} ${request.action}${doubts.length > 0 ? `: ${doubts.join('; ')}` : ''}`;
  }
  const refusal = `no ${kind}statement allows ${request.action}`;
  return report === undefined ? refusal : `${refusal}: in ${nameOf(report, policies)} ${obstaclesOf(report, request).join('; ')}`;
}

function nameOf(report: StatementReport, policies: number): string {
  const sid = report.sid === undefined ? '' : ` (${report.sid})`;
  return `statement ${report.statement + 1}${sid}${policies > 1 ? ` of policy ${report.policy + 1}` : ''}`;
}

function obstaclesOf(report: StatementReport, request: AuthorizationRequest): readonly string[] {
  const obstacles: string[] = [];
  if (!report.resource) {
    obstacles.push(`${report.notResource ? 'NotResource' : 'Resource'} ${sides(report.notResource, report.wantedResources, request.resource)}`);
  }
  if (report.principal === 'unmet') obstacles.push('Principal does not name the caller');
  for (const condition of report.conditions) {
    if (condition.outcome === 'unmet') {
      obstacles.push(`${condition.operator} ${condition.key} ${sides(condition.negated, condition.wanted, condition.got)}${hintOf(condition)}`);
    }
  }
  return [...obstacles, ...doubtsOf(report)];
}

function hintOf({ operator, got }: ConditionReport): string {
  const meetsNoList = typeof got === 'object' && operator !== 'Null' && !operator.startsWith('For');
  return meetsNoList ? ' (a list meets no operator without ForAllValues or ForAnyValue)' : '';
}

function doubtsOf(report: StatementReport): readonly string[] {
  return [
    ...report.principal === 'unknown' ? ['Principal cannot be evaluated'] : [],
    ...report.unknownElements.map(name => `${name} cannot be evaluated (unknown element)`),
    ...report.conditions.filter(({ outcome }) => outcome === 'unknown').map(doubtOf),
  ];
}

function doubtOf(condition: ConditionReport): string {
  return `${condition.operator} ${condition.key} cannot be evaluated (${problemOf(condition)})`;
}

function sides(negated: boolean, wanted: readonly string[], got: string | readonly string[] | undefined): string {
  return `wants ${negated ? 'none' : 'one'} of ${JSON.stringify(wanted)}, got ${got === undefined ? 'absent' : JSON.stringify(got)}`;
}
