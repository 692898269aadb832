import { about, oneOfEach, type Rule } from '../findings';

/** Guests take the users' role, or change data: whoever knows a guest's id is that guest. */
export const guestReach: Rule = {
  id: 'guest-reach',
  title: 'Guests reach what is for users',
  find: ({ entrances, reaches }) => [
    ...entrances.filter(({ users, guests, isForUsers }) => isForUsers && users !== undefined && guests?.isSure).map(({ role, guests }) => ({
      outcome: 'hole' as const,
      severity: 'high' as const,
      role: { ...role, arn: role.role.arn },
      users: guests!.name,
      message: 'guests may take the role of signed-in users',
      fix: 'ForAnyValue:StringLike <host>:amr authenticated in the trust policy of the users\' role, unauthenticated in that of a role for guests',
      witness: { user: guests!.examples()[0] ?? '', action: 'sts:AssumeRoleWithWebIdentity', resource: role.role.arn, text: 'AssumeRoleWithWebIdentity with a guest\'s token' },
    })),
    ...oneOfEach(reaches.filter(({ users, access, column, answer, isHypothetical }) => users.kind === 'guests' && access === 'write' && column === 'own' && answer === 'allowed' && !isHypothetical)).map((reach) => ({
      ...about(reach),
      outcome: 'fragile' as const,
      severity: 'medium' as const,
      message: `guests own data (${reach.row}): whoever learns a guest's identity id is that guest`,
      fix: 'let guests read what is shared, and own nothing',
    })),
  ],
};
