import type { AccountBuilder } from '../declarations';
import type { Environment } from '../environment';
import type { JsonObject } from '../json';
import type { Place } from '../physical-name';

/** One resource of a template; its properties are carried out when asked for. */
export interface Resource extends Place {
  readonly type: string;
  /** Construct path, or the logical id where the assembly tells none. */
  readonly path: string;
  readonly environment: Environment;
  /** Tags of the stack, which its resources get as well. */
  readonly stackTags: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Whether it outlived its stack or its place there. */
  readonly isRetained: boolean;
  readonly propertyNames: readonly string[];
  /** Properties as the template has them, nothing carried out. */
  readonly written: JsonObject;
  /** Undefined where it is left out, also by `AWS::NoValue`. */
  property(name: string): unknown;
  /** The name CloudFormation would make up, at most so long. */
  physicalName(limit: number): string;
}

/** What `Ref` and `Fn::GetAtt` give. */
export interface Identity {
  readonly ref: string;
  readonly attributes: { readonly [name: string]: string };
  /** Where the attributes are not known beforehand, or are no texts. */
  otherAttribute?(name: string): unknown;
}

/** How one CloudFormation type becomes part of the account. */
export interface ResourceType {
  /** Properties whose change makes a new resource: "Update requires: Replacement" in the template reference. */
  readonly replacedOn?: readonly string[];
  /** The property that names it: one that is so named cannot be replaced, since two of a name cannot be at a time. */
  readonly namedBy?: string;
  /** Whether a change makes a new resource, where it depends on how a property changes. Properties are carried out. */
  replaces?(before: JsonObject, after: JsonObject): boolean;
  /** Why AWS would refuse the update. */
  refuseUpdate?(before: JsonObject, after: JsonObject): string | undefined;
  identify(resource: Resource): Identity;
  declare(resource: Resource, identity: Identity, account: AccountBuilder): void;
}
