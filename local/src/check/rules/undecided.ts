import { about, oneOfEach, type Rule } from '../findings';

/** What depends on conditions that nobody can tell from a template: networks, organizations, times, tags. */
export const undecided: Rule = {
  id: 'undecided',
  title: 'It cannot be decided',
  find: ({ reaches }) => oneOfEach(reaches.filter(({ column, answer, isHypothetical, users }) =>
    answer === 'unsure' && !isHypothetical && column !== 'own' && column !== 'shared' && isRead(users.role.policies) && users.isSure)).map((reach) => ({
    ...about(reach),
    outcome: 'unevaluated',
    severity: 'medium',
    message: `whether ${reach.users.name} may ${reach.row} (${reach.column}) depends on ${reach.reason ?? 'conditions on what no template tells'}`,
    fix: 'bind the statement to the user\'s id as well',
  })),
};

/** Of policies that cannot be read, that alone is said. */
function isRead(policies: readonly { readonly unread: readonly string[] }[]): boolean {
  return policies.every(({ unread }) => unread.length === 0);
}
