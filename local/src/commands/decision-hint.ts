import type { LoggedDecision } from '../authorization/decision-log';

const READS = /^dynamodb:(?:BatchGetItem|GetItem|Query|Scan)$/;

/** What somebody whose request was refused may want to change in it. */
export function hintOf({ effect, action, reason }: LoggedDecision): string | undefined {
  if (effect === 'Allowed') return undefined;
  if (READS.test(action) && /dynamodb:(?:Select|Attributes)\b/i.test(reason)) return 'name the attributes: add a ProjectionExpression with those that are listed';
  if (/dynamodb:ReturnValues\b/i.test(reason)) return 'leave ReturnValues out, or ask for UPDATED_NEW: all others return attributes that are not listed';
  if (/dynamodb:ReturnConsumedCapacity\b/i.test(reason)) return 'leave ReturnConsumedCapacity out: it tells the size of attributes that are not listed';
  if (/dynamodb:LeadingKeys\b/i.test(reason)) return 'the partition key is not this user\'s: it is userKeyPrefix of the client config, and the id at the provider';
  if (/\bs3:prefix\b/i.test(reason)) return 'list with the user\'s own folder as the prefix, the slash at its end included';
  return undefined;
}
