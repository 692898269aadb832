import type { Session } from './session';
import type { RequestContext } from '../iam/request';

/** The local cloud's administrator, whose keys are made at start. */
export interface Administrator {
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
  /** Condition keys of every request of theirs. */
  readonly context: RequestContext;
}

/** A user of the account (IAM User Guide, "Variables and tags", the principal key values table). */
export function administrator(partition: string, accountId: string): Administrator {
  const [name, userId] = ['local-administrator', 'AIDALOCALADMINISTRATO'];
  const arn = `arn:${partition}:iam::${accountId}:user/${name}`;
  return {
    accountId,
    userId,
    arn,
    context: new Map([
      ['aws:userid', userId],
      ['aws:username', name],
      ['aws:principaltype', 'User'],
      ['aws:principalarn', arn],
      ['aws:principalaccount', accountId],
      ['aws:principalisawsservice', 'false'],
    ]),
  };
}

/** Whoever sends requests that are not signed. */
export interface Anonymous {
  readonly anonymous: true;
  readonly arn: 'anonymous';
  /** Condition keys of every request of theirs. */
  readonly context: RequestContext;
}

/** IAM User Guide, "Variables and tags", the principal key values table: of an anonymous caller. */
export const ANONYMOUS: Anonymous = {
  anonymous: true,
  arn: 'anonymous',
  context: new Map([['aws:userid', 'anonymous'], ['aws:principaltype', 'Anonymous']]),
};

export interface GetCallerIdentityOutput {
  readonly UserId: string;
  readonly Account: string;
  readonly Arn: string;
}

/** Needs no permission: AWS answers even where a policy denies it (API reference of GetCallerIdentity). */
export function getCallerIdentity(caller: Session | Administrator): GetCallerIdentityOutput {
  return 'assumedRoleId' in caller
    ? { UserId: caller.assumedRoleId, Account: caller.arn.split(':')[4], Arn: caller.arn }
    : { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}
