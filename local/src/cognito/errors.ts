import { AwsError } from '../aws-error';

/** Codes of the service model of Cognito identity; texts as users report them. `reason` is for the decision log only. */
export function notAuthorized(message: string, reason: string = message): AwsError {
  return withReason(new AwsError('NotAuthorizedException', message), reason);
}

export function notFound(what: 'Identity' | 'IdentityPool', id: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} '${id}' not found.`);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** Whatever is wrong with the pool's roles is answered alike. */
export function invalidConfiguration(reason: string): AwsError {
  const message = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';
  return withReason(new AwsError('InvalidIdentityPoolConfigurationException', message), reason);
}

export const LOGINS_DO_NOT_MATCH = "Logins don't match. Please include at least one valid login for this identity or identity pool.";

function withReason(error: AwsError, reason: string): AwsError {
  error.cause = reason;
  return error;
}
