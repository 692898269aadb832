import type { Account } from '../../assembly';
import type { Stacks } from '../../cloudformation';
import type { RequestContext } from '../../iam';
import type { QueryInput, QueryOperation, QueryShape } from '../../protocols/query-input';

/** What operations work on. */
export interface IamApi {
  /** As it was when the request came. */
  readonly account: Account;
  readonly stacks: Stacks;
}

/** One operation of IAM. */
export interface IamOperation extends QueryOperation<IamApi> {
  /** ARN of what the caller must be allowed the action on, `*` where IAM knows none (Service Authorization Reference, AWS IAM). */
  readonly resource: (input: any, account: Account) => string;
  /** Condition keys of its own. */
  readonly context?: (input: any, account: Account) => RequestContext;
}

export function iamOperation<const Shape extends QueryShape>(
  shape: Shape,
  resource: (input: QueryInput<Shape>, account: Account) => string,
  act: (input: QueryInput<Shape>, api: IamApi) => object | Promise<object>,
  context?: (input: QueryInput<Shape>, account: Account) => RequestContext,
): IamOperation {
  return { shape, resource, act, context };
}

export const noResource = (): string => '*';
