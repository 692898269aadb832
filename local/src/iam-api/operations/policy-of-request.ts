import type { Account, ManagedPolicy } from '../../assembly';
import type { AwsError } from '../../aws-error';
import type { Parameters } from '../../sts';
import { noSuchEntity } from '../errors';
import { arnParameter } from '../parameters';

/** A policy's versions are not kept: each deployment has the one that is in force. */
export const VERSION_ID = 'v1';

export function policyArn(parameters: Parameters): string {
  return arnParameter(parameters, 'PolicyArn');
}

/** Of a stack or of AWS. Throws NoSuchEntity. */
export function policyOf(parameters: Parameters, { managedPolicies, awsManagedPolicies }: Account): ManagedPolicy {
  const arn = policyArn(parameters);
  const found = managedPolicies.get(arn) ?? awsManagedPolicies.get(arn);
  if (found === undefined) throw noSuchPolicy(arn);
  return found;
}

export function noSuchPolicy(arn: string): AwsError {
  return noSuchEntity(`Policy ${arn} was not found.`);
}
