import type { ItemParameters } from './parsed';

/**
 * What DynamoDB demands of `Select` and dynalite does not check (DynamoDB API Reference, Query,
 * Select). Without it `SPECIFIC_ATTRIBUTES` and no projection would satisfy a policy and return everything.
 */
export function checkSelect(data: ItemParameters): string | undefined {
  const projected = data.AttributesToGet !== undefined || data._projection !== undefined;
  if (data.Select === 'SPECIFIC_ATTRIBUTES' && !projected) {
    return 'One or more parameter values were invalid: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES';
  }
  if (data.Select === 'ALL_PROJECTED_ATTRIBUTES' && data.IndexName === undefined) {
    return 'One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName';
  }
  if (projected && data.Select !== undefined && data.Select !== 'SPECIFIC_ATTRIBUTES') {
    return `One or more parameter values were invalid: Cannot specify the AttributesToGet or ProjectionExpression when choosing to get ${data.Select}`;
  }
  return undefined;
}
