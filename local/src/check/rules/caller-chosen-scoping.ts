import { about, oneOfEach, type Rule } from '../findings';

/** The session's name says whose data it is, and whoever assumes the role chooses it. */
export const callerChosenScoping: Rule = {
  id: 'caller-chosen-scoping',
  title: 'Users choose whose data they reach',
  find: ({ reaches }) => oneOfEach(reaches.filter(({ answer, isCallerChosen }) => answer === 'allowed' && isCallerChosen)).map((reach) => ({
    ...about(reach),
    outcome: 'hole',
    severity: 'high',
    message: `${reach.users.name} choose whose data they reach: aws:userid ends with the session's name, and users choose that themselves (${reach.row})`,
    fix: 'use the provider\'s own variable for the user\'s id, or pin the name in the trust policy: StringEquals sts:RoleSessionName "${<provider>:sub}"',
  })),
};
