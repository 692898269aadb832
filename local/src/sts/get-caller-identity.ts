import { readGetCallerIdentity, type Parameters } from './parameters';
import type { Session } from './session';

/** The local cloud's administrator, whose keys are made at start. */
export interface Administrator {
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
}

export interface GetCallerIdentityOutput {
  readonly UserId: string;
  readonly Account: string;
  readonly Arn: string;
}

/** Needs no permission: AWS answers even where a policy denies it (API reference of GetCallerIdentity). */
export function getCallerIdentity(parameters: Parameters, caller: Session | Administrator): GetCallerIdentityOutput {
  readGetCallerIdentity(parameters);
  return 'assumedRoleId' in caller
    ? { UserId: caller.assumedRoleId, Account: caller.arn.split(':')[4], Arn: caller.arn }
    : { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}
