import type { ItemParameters } from '../request/parsed';

/**
 * "Select always has a value" (DynamoDB Developer Guide, Using IAM policy conditions): what the
 * request says, else the defaults of the API. GetItem and BatchGetItem have it without having the parameter.
 */
export function selectOf(data: Partial<ItemParameters>): string {
  if (data.Select) return data.Select;
  if (data._projection || data.AttributesToGet) return 'SPECIFIC_ATTRIBUTES';
  return data.IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}

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

/** The parameter's default is NONE (DynamoDB API Reference, GetItem). */
export function returnConsumedCapacityOf(data: { readonly ReturnConsumedCapacity?: string }): string {
  return data.ReturnConsumedCapacity ?? 'NONE';
}
