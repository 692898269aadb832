import type { Allow } from './allow';
import { NO_SIZES } from './own-items';

/**
 * Statement that lets users query an index that is not partitioned by their id, a leaderboard: every
 * item's listed attributes, and nothing else of it. There are no leading keys to hold on to, so the
 * list of attributes and its Null guard are all that limits it.
 *
 * @param attributes names that may be asked for, the keys of index and table included: paging discloses them anyway
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function sharedItemsStatement(indexArns: string[], attributes: string[]): Allow {
  return {
    actions: ['dynamodb:Query'],
    resourceArns: indexArns,
    conditions: {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
      'Null': { 'dynamodb:Attributes': 'false' },
      ...NO_SIZES,
      'StringEquals': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    },
  };
}
