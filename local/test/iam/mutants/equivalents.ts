import type { Mutation } from './load-modules';

/** A change that changes no answer. */
export interface Equivalent extends Mutation {
  readonly change: string;
  readonly reason: string;
}

const of = (file: string, rows: readonly (readonly [owner: string, site: string, change: string, reason: string])[]): Equivalent[] =>
  rows.map(([owner, site, change, reason]) => ({ file, owner, site, change, reason }));

export const equivalents: readonly Equivalent[] = [
  ...of('decide.ts', [['decide', '?: 0', 'first', 'where nothing is unevaluated, nothing is listed']]),
  ...of('statement.ts', [['compileStatement', 'shorthand 4', 'undefined', 'no decision looks at it; what deployment refuses does, and has tests of its own']]),
  ...of('conditions.ts', [['compileCondition', 'shorthand 3', 'undefined', 'no decision looks at it; what deployment refuses does, and has tests of its own']]),
  ...of('operators/date.ts', [['offsetOf', '=== 1', 'false', 'Z has no digits, and no hours']]),
  ...of('glob.ts', [
    ['matchGlob', '=== 6', 'false', 'looking for the next literal at once only saves time'],
    ['matchGlob', '?: 2', 'second', 'looking for the next literal at once only saves time'],
  ]),
  ...of('plan.ts', [
    ['MAX_ACTIONS', '512 0', 'more', 'one more is kept'],
    ['MAX_PLANS_PER_ACTION', '1024 0', 'more', 'one more is kept'],
    ['PlanIndex.plan', 'if 0', 'always', 'a plan is made again'],
    ['PlanIndex.plan', '=== 0', 'true', 'a plan is made again'],
    ['PlanIndex.plan', 'if 1', 'always', 'a plan is made again'],
    ['PlanIndex.plan', '=== 1', 'true', 'a plan is made again'],
    ['keep', 'if 0', 'always', 'a plan is made again'],
    ['keep', 'if 0', 'never', 'how much is kept is a matter of memory: the bench looks at it'],
    ['keep', '>= 0', 'true', 'a plan is made again'],
    ['keep', '>= 0', 'false', 'how much is kept is a matter of memory: the bench looks at it'],
    ['keep', '>= 0', '>', 'one more is kept'],
    ['keep', '>= 0', '<', 'a plan is made again'],
    ['keep', '>= 0', '<=', 'a plan is made again'],
    ['keep', 'statement 0', 'dropped', 'how much is kept is a matter of memory: the bench looks at it'],
    ['keep', 'statement 1', 'dropped', 'a plan is made again'],
  ]),
  ...of('variables.ts', [
    ['parseTemplate', 'if 0', 'always', 'an empty literal between two parts matches nothing more'],
    ['parseTemplate', '!== 0', 'true', 'an empty literal between two parts matches nothing more'],
  ]),
  ...of('text-matcher.ts', [
    ['SMALL', '3 0', 'more', 'a list and a Set hold the same texts'],
    ['literalMatcher', 'if 0', 'always', 'a list and a Set hold the same texts'],
    ['literalMatcher', 'if 0', 'never', 'a list and a Set hold the same texts'],
    ['literalMatcher', 'if 1', 'never', 'a list of one holds the one'],
    ['literalOf', 'if 0', 'never', 'a pattern of nothing matches the empty text, too'],
    ['literalOf', '=== 0', 'false', 'a pattern of nothing matches the empty text, too'],
  ]),
  ...of('resources.ts', [
    ['positionAfterFifthColon', '< 0', '<=', 'a resource that begins with a colon is no ARN'],
    ['everyResource', 'false 1', 'true', 'a star has no variables'],
    ['compileResources', '?: 1', 'second', 'an index by literal resources only saves time'],
  ]),
];
