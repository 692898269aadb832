import { AwsError } from '../aws-error';

/** What STS says where it does not say why (observed 2026-09, e.g. for an unregistered audience). */
export const NOT_VALIDATED =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';
export const NOT_A_JWT = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
/** The two spaces are AWS's. */
export const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
export const BAD_TIMESTAMP = 'Invalid timestamp in token claims.';
export const BAD_TAGS = 'principal_tags passed in claim is not in correct format.';

/**
 * `reason` says what AWS keeps to itself. It travels as the error's `cause`, for the decision log
 * and `explain`; the answer on the wire stays AWS's.
 */
export function refusal(code: string, message: string, status: number, reason: string): AwsError {
  const error = new AwsError(code, message, status);
  error.cause = reason;
  return error;
}

export function invalidToken(message: string, reason: string = message): AwsError {
  return refusal('InvalidIdentityToken', message, 400, reason);
}
