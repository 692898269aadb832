import type { Rule } from '../findings';

/** Ways to rights or copies that nothing here looks at. */
export const reachOutside: Rule = {
  id: 'reach-outside',
  title: 'Users reach beyond what is judged',
  find: ({ outside }) => outside.filter(({ isWholeTable }) => !isWholeTable).map(({ users, by, attempts: [attempt], why }) => ({
    outcome: 'unevaluated',
    severity: 'medium',
    role: { ...users.role, arn: users.role.role.arn },
    users: users.name,
    action: attempt.requests[0].action,
    statement: by,
    witness: attempt.witness(),
    message: `${users.name} may use ${attempt.requests[0].action}: ${why}, which is not judged here`,
    fix: 'take the right away, or judge by hand what it leads to',
  })),
};
