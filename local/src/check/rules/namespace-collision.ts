import { about, oneOfEach, type Rule } from '../findings';

/** Two users' ids make one key, or one user's folder lies in another's. */
export const namespaceCollision: Rule = {
  id: 'namespace-collision',
  title: 'Two users\' ids lead to one place',
  find: ({ reaches }) => oneOfEach(reaches.filter(({ answer, isCollision }) => answer === 'allowed' && isCollision)).map((reach) => {
    const { witness, ...found } = about(reach);
    const [user, owner] = [witness?.user, witness?.owner].map((id) => JSON.stringify(id));
    return {
      ...found,
      witness,
      outcome: 'hole',
      severity: 'high',
      message: `the user ${user} owns what is the user ${owner}'s, too: their ids lead to one place (${reach.row})`,
      fix: 'end the id with a separator that ids cannot hold (bar it in the trust policy: StringNotLike on the subject), and give each provider a prefix of its own',
    };
  }),
};
