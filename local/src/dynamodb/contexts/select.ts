import { ItemParameters } from '../request/parsed';

/**
 * "Select always has a value" (DynamoDB Developer Guide, Using IAM policy conditions): what the
 * request says, else the defaults of the API. GetItem and BatchGetItem have it without having the parameter.
 */
export function selectOf(data: Partial<ItemParameters>): string {
  if (data.Select) return data.Select;
  if (data._projection || data.AttributesToGet) return 'SPECIFIC_ATTRIBUTES';
  return data.IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}
