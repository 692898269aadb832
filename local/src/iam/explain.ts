import { decide, decideTrust, layersOf } from './decide';
import type { Decision, Layer, PolicySet } from './decision';
import { explanationText } from './explanation-text';
import type { Policy } from './policy';
import type { Caller, Requester } from './principals';
import type { StatementReport } from './report';
import { reportStatement } from './report';
import type { AuthorizationRequest } from './request';

/** A decision with its reason. */
export interface Explanation {
  readonly decision: Decision;
  /** The statement that decided or, of an implicit denial, the one that came nearest to allowing. */
  readonly statement: StatementReport | undefined;
  /** Every statement of that layer which names the action. */
  readonly statements: readonly StatementReport[];
  /** The reason in one line, without control characters. */
  readonly text: string;
}

/** Why `decide` decides so. Evaluates anew: it costs nothing where nobody asks. */
export function explain(policies: PolicySet, request: AuthorizationRequest, caller?: Requester): Explanation {
  return explainDecision(decide(policies, request, caller), layersOf(policies), request, caller);
}

/** Why `decideTrust` decides so. */
export function explainTrust(trust: Policy, request: AuthorizationRequest, caller: Caller): Explanation {
  return explainDecision(decideTrust(trust, request, caller), [['trust', [trust]]], request, caller);
}

function explainDecision(
  decision: Decision, layers: readonly (readonly [Layer, readonly Policy[]])[], request: AuthorizationRequest, caller: Caller | undefined,
): Explanation {
  const policies = layers.find(([layer]) => layer === decision.layer)?.[1] ?? [];
  const all = policies.flatMap((policy, position) => policy.statements
    .map(statement => reportStatement(statement, decision.layer, position, request, caller)));
  const reports = all.filter(({ effect }) => effect === (decision.effect === 'ExplicitlyDenied' ? 'Deny' : 'Allow'));
  const statement = decision.effect === 'ImplicitlyDenied'
    ? nearest(reports)
    : reports.find(report => report.policy === decision.policy && report.statement === decision.statement);
  return {
    decision,
    statement,
    statements: all.filter(({ action }) => action),
    text: explanationText(decision, statement, request, policies.length),
  };
}

/** The statement with the least that keeps it from allowing; one that does not even name the action is not near. */
function nearest(reports: readonly StatementReport[]): StatementReport | undefined {
  return reports.filter(({ action }) => action).sort((a, b) => distance(a) - distance(b))[0];
}

// A statement for another resource or caller is further away than one with any number of failing conditions.
const FAR = 1000;

function distance(report: StatementReport): number {
  const failing = report.conditions.filter(({ outcome }) => outcome !== 'met').length + report.unknownElements.length;
  return (report.resource ? 0 : 2 * FAR) + (report.principal === 'met' ? 0 : FAR) + failing;
}
