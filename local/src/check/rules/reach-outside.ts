import type { Rule } from '../findings';

/** Ways to rights or copies that nothing here looks at. */
export const reachOutside: Rule = {
  id: 'reach-outside',
  title: 'Users reach beyond what is judged',
  find: ({ outside }) => outside.filter(({ isWholeTable }) => !isWholeTable).map(({ users, action, resource, by, user, why }) => ({
    outcome: 'unevaluated',
    severity: 'medium',
    role: { ...users.role, arn: users.role.role.arn },
    users: users.name,
    statement: by,
    witness: { user, action, resource, text: `${action} on ${resource}` },
    message: `${users.name} may use ${action}: ${why}, which is not judged here`,
    fix: 'take the right away, or judge by hand what it leads to',
  })),
};
