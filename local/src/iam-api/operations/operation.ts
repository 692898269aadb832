import type { Account } from '../../assembly';
import type { Stacks } from '../../cloudformation';
import type { Parameters } from '../../sts';

/** What operations work on. */
export interface IamApi {
  /** As it was when the request came. */
  readonly account: Account;
  readonly stacks: Stacks;
}

/** One operation of IAM. */
export interface Operation {
  /** Names of all that it takes. */
  readonly parameters: readonly string[];
  /** ARN of what the caller must be allowed the action on, `*` where IAM knows none (Service Authorization Reference, AWS IAM). */
  readonly resource: (parameters: Parameters, account: Account) => string;
  /** Gives the members of the answer; the caller is authorized. */
  readonly act: (parameters: Parameters, api: IamApi) => object | Promise<object>;
}

export const noResource = (): string => '*';
