import { about, oneOfEach, type Rule } from '../findings';

/** A user changes what is another user's, or what all users share. */
export const crossUserWrite: Rule = {
  id: 'cross-user-write',
  title: 'A user changes another user\'s data',
  find: ({ reaches }) => {
    const written = reaches.filter(({ access, answer, isCollision, isCallerChosen, isHypothetical }) =>
      access === 'write' && answer === 'allowed' && !isCollision && !isCallerChosen && !isHypothetical);
    const others = written.filter(({ column }) => column === 'others');
    const named = written.filter(({ column, resource }) => column === 'named' && resource.kind !== 'queue');
    return oneOfEach([...others, ...named]).map((reach) => ({
      ...about(reach),
      outcome: reach.column === 'others' ? 'hole' : 'fragile',
      severity: reach.column === 'others' ? 'high' : 'medium',
      message: reach.column === 'others'
        ? `${reach.users.name} change what is another user's (${reach.row})`
        : `${reach.users.name} change what all users share (${reach.row}), whoever put it there`,
      fix: reach.column === 'others'
        ? 'bind the statement to the user\'s id: dynamodb:LeadingKeys with its Null guard, or the id in the Resource'
        : 'let users write under their own id only, or declare it: --allow write:<resource>',
    }));
  },
};
