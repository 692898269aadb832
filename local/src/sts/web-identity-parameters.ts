import { NOT_NULL, optionalTextViolations, refuseViolations, violation } from './constraints';
import { readRoleInput, roleNameViolations, sessionViolations, type RoleInput, type RoleParameters } from './role-parameters';
import { tokenLengthViolation } from '../identity';

export interface AssumeRoleWithWebIdentityParameters extends RoleParameters {
  readonly WebIdentityToken?: string;
  readonly ProviderId?: string;
}

export interface AssumeRoleWithWebIdentityInput extends RoleInput {
  readonly webIdentityToken: string;
  readonly providerId?: string;
}

const PROVIDER_ID = { min: 4, max: 2048 };

/** Checks in the order of the service model. */
export function readAssumeRoleWithWebIdentity(parameters: AssumeRoleWithWebIdentityParameters): AssumeRoleWithWebIdentityInput {
  const { WebIdentityToken: webIdentityToken, ProviderId: providerId } = parameters;
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
