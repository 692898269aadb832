import { about, oneOfEach, type Rule } from '../findings';
import type { Reach } from '../judge/reach';

/** `ForAllValues` holds where its key is absent, so that it needs a `Null` guard beside it. */
export const unguardedForAllValues: Rule = {
  id: 'unguarded-for-all-values',
  title: 'ForAllValues without a Null guard',
  find: ({ reaches }) => {
    const open = new Set(reaches.filter((one) => one.answer === 'allowed' && !one.isHypothetical && one.column !== 'own' && one.column !== 'named' && one.column !== 'shared').map(statementOf));
    return oneOfEach(reaches.filter((one) => one.answer === 'allowed' && one.isHypothetical && one.column !== 'others' && !open.has(statementOf(one)))).map((reach) => ({
      ...about(reach),
      outcome: 'fragile',
      severity: 'medium',
      message: `a request without the key that ForAllValues asks for would go through (${reach.row}): nothing but the list of actions holds it off`,
      fix: 'add "Null": {"<key>": "false"} for each key of ForAllValues',
    }));
  },
};

function statementOf({ users, by }: Reach): string {
  return `${users.role.role.arn} ${by?.policy.place.logicalId} ${by?.policy.name} ${by?.statement}`;
}
