import { NOT_NULL, optionalTextViolations, refuseViolations, violation } from './constraints';
import { COMMON_PARAMETERS, refuseOtherParameters, type Parameters } from '../protocols/query-parameters';
import { POLICY_ARNS, readRoleInput, ROLE_PARAMETERS, roleNameViolations, sessionViolations, type RoleInput } from './role-parameters';
import { tokenLengthViolation } from '../identity';

export interface AssumeRoleWithWebIdentityInput extends RoleInput {
  readonly webIdentityToken: string;
  readonly providerId?: string;
}

const PROVIDER_ID = { min: 4, max: 2048 };
const KNOWN = [...COMMON_PARAMETERS, ...ROLE_PARAMETERS, 'WebIdentityToken', 'ProviderId'];

/** Checks in the order of the service model. */
export function readAssumeRoleWithWebIdentity(parameters: Parameters): AssumeRoleWithWebIdentityInput {
  refuseOtherParameters(parameters, KNOWN, [POLICY_ARNS]);
  const webIdentityToken = parameters.get('WebIdentityToken');
  const providerId = parameters.get('ProviderId');
  refuseViolations([
    ...roleNameViolations(parameters),
    ...tokenViolations(webIdentityToken),
    ...optionalTextViolations('providerId', providerId, PROVIDER_ID),
    ...sessionViolations(parameters),
  ]);
  return { ...readRoleInput(parameters), webIdentityToken: webIdentityToken!, providerId };
}

/** The model marks the token as sensitive, so its value is not repeated. */
function tokenViolations(token: string | undefined): string[] {
  if (token === undefined) return [violation('webIdentityToken', 'null', NOT_NULL)];
  const failed = tokenLengthViolation(token);
  return failed === undefined ? [] : [`Value at 'webIdentityToken' failed to satisfy constraint: ${failed}`];
}
