import type { AccountBuilder } from '../account';
import type { Environment } from '../environment';

/** One resource of a template; its properties are carried out when asked for. */
export interface Resource {
  readonly logicalId: string;
  readonly stack: string;
  readonly type: string;
  /** Construct path, or the logical id where the assembly tells none. */
  readonly path: string;
  readonly environment: Environment;
  /** Tags of the stack, which its resources get as well. */
  readonly stackTags: ReadonlyMap<string, string>;
  readonly propertyNames: readonly string[];
  /** Undefined where it is left out, also by `AWS::NoValue`. */
  property(name: string): unknown;
  /** The name CloudFormation would make up, at most so long. */
  physicalName(limit: number): string;
}

/** What `Ref` and `Fn::GetAtt` give. */
export interface Identity {
  readonly ref: string;
  readonly attributes: { readonly [name: string]: string };
}

/** How one CloudFormation type becomes part of the account. */
export interface ResourceType {
  identify(resource: Resource): Identity;
  declare(resource: Resource, identity: Identity, account: AccountBuilder): void;
}
