import { validationError } from '../../errors';
import type { ItemParameters } from '../parsed';

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

/**
 * What DynamoDB demands of `Select` (DynamoDB API Reference, Query, Select). Without it `SPECIFIC_ATTRIBUTES` and no projection would satisfy a policy and return everything.
 */
export function checkSelect(data: ItemParameters): void {
  const projected = data.AttributesToGet !== undefined || data._projection !== undefined;
  if (data.Select === 'SPECIFIC_ATTRIBUTES' && !projected) {
    invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (data.Select === 'ALL_PROJECTED_ATTRIBUTES' && data.IndexName === undefined) {
    invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (projected && data.Select !== undefined && data.Select !== 'SPECIFIC_ATTRIBUTES') {
    invalid(`Cannot specify the AttributesToGet or ProjectionExpression when choosing to get ${data.Select}`);
  }
}
