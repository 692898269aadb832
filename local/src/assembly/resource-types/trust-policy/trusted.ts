import { compilePolicy, type Statement } from '../../../iam';
import type { JsonObject } from '../../json';

/** Whether services of AWS alone may assume the role: nobody who has a token or keys. */
export function trustsServicesOnly(trustPolicy: JsonObject): boolean {
  return allows(trustPolicy).every(({ principals }) => (
    principals !== undefined && !principals.not && !principals.everyone && [...principals.byType.keys()].every((type) => type === 'Service')
  ));
}

/** Whether somebody with a token may assume the role, going by who is named. */
export function trustsTokens(trustPolicy: JsonObject): boolean {
  return allows(trustPolicy).some(({ principals }) => principals === undefined || principals.not || principals.everyone || principals.byType.has('Federated'));
}

function allows(trustPolicy: JsonObject): Statement[] {
  return compilePolicy(trustPolicy).statements.filter(({ effect }) => effect === 'Allow');
}
