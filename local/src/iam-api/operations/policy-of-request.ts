import type { Account, ManagedPolicy } from '../../assembly';
import type { AwsError } from '../../aws-error';
import { noSuchEntity } from '../errors';
import { checkedArn } from '../parameters';

/** A policy's versions are not kept: each deployment has the one that is in force. */
export const VERSION_ID = 'v1';

interface PolicyInput {
  readonly PolicyArn?: string;
}

export function policyArn({ PolicyArn }: PolicyInput): string {
  return checkedArn('PolicyArn', PolicyArn);
}

/** Of a stack or of AWS. Throws NoSuchEntity. */
export function policyOf(input: PolicyInput, { managedPolicies, awsManagedPolicies }: Account): ManagedPolicy {
  const arn = policyArn(input);
  const found = managedPolicies.get(arn) ?? awsManagedPolicies.get(arn);
  if (found === undefined) throw noSuchPolicy(arn);
  return found;
}

export function noSuchPolicy(arn: string): AwsError {
  return noSuchEntity(`Policy ${arn} was not found.`);
}
