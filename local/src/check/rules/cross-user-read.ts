import { about, oneOfEach, type Rule } from '../findings';

/** A user reads what is another user's. */
export const crossUserRead: Rule = {
  id: 'cross-user-read',
  title: 'A user reads another user\'s data',
  find: ({ reaches }) => {
    const read = reaches.filter(({ column, access, answer, isCollision, isCallerChosen }) =>
      access === 'read' && column === 'others' && answer === 'allowed' && !isCollision && !isCallerChosen);
    return oneOfEach([...read.filter((one) => !one.isHypothetical), ...read]).map((reach) => ({
      ...about(reach),
      outcome: reach.isHypothetical ? 'fragile' : 'hole',
      severity: reach.isHypothetical ? 'medium' : 'high',
      message: reach.isHypothetical
        ? `${reach.users.name} query an index by another attribute than the user's id: rows of others in which that attribute is their id are theirs to read`
        : `${reach.users.name} read what is another user's (${reach.row})`,
      fix: reach.resource.kind === 'table'
        ? 'bind the statement with ForAllValues:StringEquals dynamodb:LeadingKeys to the user\'s id, and with Null dynamodb:LeadingKeys false'
        : 'put the user\'s id and a separator into the Resource, and into StringLike s3:prefix for lists',
    }));
  },
};
