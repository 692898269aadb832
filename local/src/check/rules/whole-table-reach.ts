import { about, oneOfEach, type Rule } from '../findings';

/** Everybody's data at once, or a copy of it. */
export const wholeTableReach: Rule = {
  id: 'whole-table-reach',
  title: 'A user reaches a whole table, bucket or queue',
  find: ({ reaches, outside }) => [
    ...oneOfEach(reaches.filter(({ column, answer, isHypothetical }) => column === 'everything' && answer === 'allowed' && !isHypothetical)).map((reach) => ({
      ...about(reach),
      outcome: 'hole' as const,
      severity: 'high' as const,
      message: `${reach.users.name} reach everybody's data in it (${reach.row})`,
      fix: reach.resource.kind === 'table'
        ? 'name the item actions that are needed, without Scan, PartiQL or wildcards, and bind them to the user\'s id; what is shared on purpose is declared: --allow read:<resource>'
        : 'bind the statement to the user\'s own folder; what is shared on purpose is declared: --allow read:<resource>',
    })),
    ...outside.filter(({ isWholeTable }) => isWholeTable).map(({ users, by, attempts: [attempt], why }) => ({
      outcome: 'hole' as const,
      severity: 'high' as const,
      role: { ...users.role, arn: users.role.role.arn },
      users: users.name,
      action: attempt.requests[0].action,
      statement: by,
      witness: attempt.witness(),
      message: `${users.name} may use ${attempt.requests[0].action}: ${why}`,
      fix: 'let users reach tables directly, never through DAX',
    })),
  ],
};
