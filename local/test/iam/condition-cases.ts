import type { PolicyCase } from './policy-case';
import { allow, deny, policy } from './policy-case';
import type { ContextValue } from '../../src/iam';

/** `undefined` as what the request holds: the key is absent. */
export type ConditionRow = readonly [
  operator: string,
  wanted: unknown,
  got: ContextValue | undefined,
  outcome: 'met' | 'unmet' | 'unknown',
];

/** Each row becomes an Allow with the condition, and a Deny with it beside an Allow of everything. */
export function conditionCases(source: string, key: string, rows: readonly ConditionRow[], context: PolicyCase['context'] = {}): PolicyCase[] {
  return rows.flatMap(([operator, wanted, got, outcome]): PolicyCase[] => {
    const name = `${operator} ${JSON.stringify(wanted)} on ${got === undefined ? 'nothing' : JSON.stringify(got)}`;
    const Condition = { [operator]: { [key]: wanted } };
    const common = {
      source,
      context: got === undefined ? context : { ...context, [key]: got },
      ...outcome === 'unknown' ? { unevaluated: true as const } : {},
    };
    return [
      { ...common, name: `Allow ${name}`, identity: [policy(allow({ Condition }))], effect: outcome === 'met' ? 'Allowed' : 'ImplicitlyDenied' },
      { ...common, name: `Deny ${name}`, identity: [policy(allow(), deny({ Condition }))], effect: outcome === 'unmet' ? 'Allowed' : 'ExplicitlyDenied' },
    ];
  });
}
