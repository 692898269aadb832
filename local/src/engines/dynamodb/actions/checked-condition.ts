import { DynamoDbError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { holds } from '../expressions/condition';
import { hold } from '../expressions/legacy-conditions';

const NOTHING: Attributes = {};

function isMet({ _condition, Expected, ConditionalOperator }: ItemParameters, item: Attributes): boolean {
  if (_condition) return holds(_condition.expression, item);
  return !Expected || hold(Expected, ConditionalOperator, item);
}

/** Throws where the condition of a write is not met by the item that is there, and gives it where asked (API Reference, ConditionalCheckFailedException). */
export function checkCondition(data: ItemParameters, existing: Attributes | undefined): void {
  if (isMet(data, existing ?? NOTHING)) return;
  const members = existing && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? { Item: existing } : {};
  throw new DynamoDbError('ConditionalCheckFailedException', 'The conditional request failed', 400, members);
}
