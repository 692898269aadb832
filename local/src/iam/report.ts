import type { Outcome } from './conditions';
import type { Layer } from './decision';
import type { Caller } from './principals';
import { isDenied, namingOf } from './principals';
import type { AuthorizationRequest, ContextValue } from './request';
import type { Statement } from './statement';

/** One condition against one request, both sides. */
export interface ConditionReport {
  readonly operator: string;
  readonly key: string;
  readonly negated: boolean;
  /** After variable substitution; a variable without a value stays as written. */
  readonly wanted: readonly string[];
  /** `undefined`: the key is absent. */
  readonly got: ContextValue | undefined;
  readonly outcome: Outcome;
  /** Why IAM would not take it. */
  readonly problem?: string;
  /** Nobody knows here what AWS fills the key with. */
  readonly isUnfilled?: boolean;
}

/** One statement against one request. */
export interface StatementReport {
  readonly layer: Layer;
  /** Positions, from 0. */
  readonly policy: number;
  readonly statement: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** Whether the statement covers the action, the resource and the caller. */
  readonly action: boolean;
  readonly resource: boolean;
  readonly principal: Outcome;
  readonly wantedResources: readonly string[];
  readonly notResource: boolean;
  readonly conditions: readonly ConditionReport[];
  readonly unknownElements: readonly string[];
}

export function reportStatement(
  statement: Statement, layer: Layer, policy: number, request: AuthorizationRequest, caller: Caller | undefined,
): StatementReport {
  const { fixed, bound, not, render } = statement.resources;
  const named = fixed(request.resource, request.context) || (bound !== undefined && bound(request.resource, request.context));
  return {
    layer,
    policy,
    statement: statement.index,
    sid: statement.sid,
    effect: statement.effect,
    action: statement.matchesAction(request.action.toLowerCase()),
    resource: named !== not,
    principal: principalOutcome(statement, caller),
    wantedResources: render(request.context),
    notResource: not,
    conditions: statement.conditions.map(condition => ({
      operator: condition.operator,
      key: condition.key,
      negated: condition.negated,
      wanted: condition.wanted(request.context),
      got: request.context.get(condition.lookup),
      outcome: condition.test(request.context),
      problem: condition.problem,
      isUnfilled: condition.isUnfilled,
    })),
    unknownElements: statement.unknownElements,
  };
}

function principalOutcome({ principals, effect }: Statement, caller: Caller | undefined): Outcome {
  if (principals === undefined) return 'met';
  const naming = effect === 'Deny' ? isDenied(principals, caller) : namingOf(principals, caller);
  if (naming === 'unknown') return naming;
  return naming === false || naming === 'none' ? 'unmet' : 'met';
}
