import { about, oneOfEach, type Rule } from '../findings';

/** Two users' ids make one key, or one user's folder lies in another's. */
export const namespaceCollision: Rule = {
  id: 'namespace-collision',
  title: 'Two users\' ids lead to one place',
  find: ({ reaches }) => oneOfEach(reaches.filter(({ answer, isCollision }) => answer === 'allowed' && isCollision)).map((reach) => ({
    ...about(reach),
    outcome: 'hole',
    severity: 'high',
    message: `the user ${JSON.stringify(reach.witness?.user)} owns what is the user ${JSON.stringify(reach.witness?.owner)}'s, too: their ids lead to one place (${reach.row})`,
    fix: 'end the id with a separator that ids cannot hold (bar it in the trust policy: StringNotLike on the subject), and give each provider a prefix of its own',
  })),
};
