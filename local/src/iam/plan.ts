import type { RequestContext } from './request';
import type { Statement } from './statement';
import { NO_CONTEXT } from './text-matcher';

/** A statement that covers an action and, unless `bound` says otherwise for the caller, a resource. */
export interface Candidate {
  readonly statement: Statement;
  /** Set when a Resource entry with a variable decides. */
  readonly coversResource: ((resource: string, context: RequestContext) => boolean) | undefined;
}

/** The statements of one policy that can apply to one action on one resource, in the policy's order. */
export interface Plan {
  readonly denies: readonly Candidate[];
  readonly allows: readonly Candidate[];
}

interface ActionPlans {
  /** Statements that name only literal resources, by resource. */
  readonly byResource: ReadonlyMap<string, readonly Statement[]>;
  readonly others: readonly Statement[];
  readonly plans: Map<string, Plan>;
}

// Resources are named by callers (object keys), so what is kept is bounded.
const MAX_ACTIONS = 512;
const MAX_PLANS_PER_ACTION = 1024;

/**
 * Finds the plan for an action and a resource: statements are sorted by action, then by resource,
 * and the answer is kept, so that the number of statements does not matter on the next request.
 */
export class PlanIndex {
  private readonly byAction = new Map<string, ActionPlans>();

  constructor(private readonly statements: readonly Statement[]) {}

  plan(action: string, resource: string): Plan {
    let actionPlans = this.byAction.get(action);
    if (actionPlans === undefined) {
      actionPlans = indexAction(this.statements, action.toLowerCase());
      keep(this.byAction, action, actionPlans, MAX_ACTIONS);
    }
    let plan = actionPlans.plans.get(resource);
    if (plan === undefined) {
      plan = planFor(actionPlans, resource);
      keep(actionPlans.plans, resource, plan, MAX_PLANS_PER_ACTION);
    }
    return plan;
  }
}

/** Starting over when full is enough: a plan is cheap to make again. */
function keep<T>(cache: Map<string, T>, key: string, value: T, limit: number): void {
  if (cache.size >= limit) cache.clear();
  cache.set(key, value);
}

function indexAction(statements: readonly Statement[], lowerCaseAction: string): ActionPlans {
  const byResource = new Map<string, Statement[]>();
  const others: Statement[] = [];
  for (const statement of statements.filter(one => one.matchesAction(lowerCaseAction))) {
    if (statement.resources.literals === undefined) {
      others.push(statement);
      continue;
    }
    for (const resource of new Set(statement.resources.literals)) {
      const list = byResource.get(resource);
      if (list === undefined) byResource.set(resource, [statement]);
      else list.push(statement);
    }
  }
  return { byResource, others, plans: new Map() };
}

function planFor(index: ActionPlans, resource: string): Plan {
  const candidates = (index.byResource.get(resource) ?? []).map((statement): Candidate => ({ statement, coversResource: undefined }));
  for (const statement of index.others) {
    const candidate = candidateFor(statement, resource);
    if (candidate !== undefined) candidates.push(candidate);
  }
  candidates.sort((a, b) => a.statement.index - b.statement.index);
  return {
    denies: candidates.filter(({ statement }) => statement.effect === 'Deny'),
    allows: candidates.filter(({ statement }) => statement.effect === 'Allow'),
  };
}

function candidateFor(statement: Statement, resource: string): Candidate | undefined {
  const { not, fixed, bound } = statement.resources;
  if (fixed(resource, NO_CONTEXT)) return not ? undefined : { statement, coversResource: undefined };
  if (bound === undefined) return not ? { statement, coversResource: undefined } : undefined;
  return { statement, coversResource: (text, context) => bound(text, context) !== not };
}
