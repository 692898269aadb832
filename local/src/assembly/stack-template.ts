import type { JsonObject } from './json';

/** A stack as synthesized or deployed: a template whose references are still open. */
export interface StackTemplate {
  readonly name: string;
  /** Undefined where the app leaves its environment open. */
  readonly account?: string;
  readonly region?: string;
  /** Whether the account has stacks of its name in other Regions: generated names tell them apart. */
  readonly hasNamesakes?: boolean;
  readonly template: JsonObject;
  /** File → template, of what it nests, where the assembly holds that. */
  readonly nested?: ReadonlyMap<string, JsonObject>;
  /** Where it was read from. */
  readonly file?: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Logical id → construct path, as far as the assembly tells. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /**
   * ARN of the stack.
   *
   * @default - made from the name
   */
  readonly id?: string;
  /** Milliseconds since 1970, where it is deployed: its resources count as made then. */
  readonly created?: number;
  /** Parameter → value as it was passed; the others have their defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Logical id → how many resources were called so before: generated names never come back. */
  readonly generations?: ReadonlyMap<string, number>;
  /** `<stack>.<output>` → value, of the other stacks' outputs as they were at its deployment; the others are asked for. */
  readonly readOutputs?: ReadonlyMap<string, string>;
  /** Holds what outlived its stack or its place there (`DeletionPolicy: Retain`), every reference carried out. */
  readonly retained?: boolean;
}
