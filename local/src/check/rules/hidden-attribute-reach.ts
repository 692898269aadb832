import { about, oneOfEach, type Rule } from '../findings';

/** Attributes are limited, and one that is in no list is read or written all the same. */
export const hiddenAttributeReach: Rule = {
  id: 'hidden-attribute-reach',
  title: 'A user reaches attributes that are in no list',
  find: ({ reaches }) => oneOfEach(reaches.filter(({ column, answer, isHypothetical }) => column === 'hidden' && answer === 'allowed' && !isHypothetical)).map((reach) => ({
    ...about(reach),
    outcome: 'hole',
    severity: 'medium',
    message: `${reach.users.name} reach attributes of their items that no list names (${reach.row})`,
    fix: 'split reads and writes: StringEquals dynamodb:Select SPECIFIC_ATTRIBUTES on reads, StringEquals dynamodb:ReturnValues NONE, UPDATED_OLD, UPDATED_NEW on writes, and ForAllValues:StringEquals dynamodb:Attributes with its Null guard on both',
  })),
};
