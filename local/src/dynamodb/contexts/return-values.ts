import { ItemParameters } from '../request/parsed';

/**
 * The values that `dynamodb:ReturnValues` takes for a write. "ReturnValues always has a value",
 * and inside transactions `ReturnValuesOnConditionCheckFailure` shows there too (Using IAM with
 * DynamoDB transactions, example 4). For single items AWS documents nothing, so both are judged:
 * a write that may answer in two ways is two requests, and each must be allowed.
 */
export function returnValuesOf(data: ItemParameters): string[] {
  const asked = new Set([data.ReturnValues ?? 'NONE', data.ReturnValuesOnConditionCheckFailure ?? 'NONE']);
  if (asked.size > 1) asked.delete('NONE');
  return [...asked];
}
