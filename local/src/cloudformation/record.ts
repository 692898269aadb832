import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../assembly';

/*
 * What the account is made of, as plain JSON: it is kept in a file where the data outlives the process.
 * Everything else about the account is worked out from it.
 */

/** A template with everything that it was deployed with. */
export interface Deployment {
  /** Whether resources that outlived a stack, and that the template names, become this one's. */
  readonly importsExisting?: boolean;
  readonly template: JsonObject;
  /** As it was sent, for GetTemplate. */
  readonly body: string;
  /** Where the stack itself says so. */
  readonly account?: string;
  readonly region?: string;
  readonly parameters: { readonly [name: string]: string };
  readonly tags: { readonly [key: string]: string };
  /** Logical id → construct path. */
  readonly constructPaths: { readonly [logicalId: string]: string };
}

/** A deployment that was carried out: its resources exist. */
export interface Deployed extends Deployment {
  /** Logical id → how many resources were called so before. */
  readonly generations: { readonly [logicalId: string]: number };
  /** `<stack>.<output>` → value of what `Fn::GetStackOutput` gave then; it stays so until the next deployment. */
  readonly readOutputs?: { readonly [output: string]: string };
}

export interface ResourceStatus {
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface StackRecord {
  readonly id: string;
  readonly name: string;
  /** `CREATE_COMPLETE`, … */
  readonly status: string;
  readonly reason?: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly updated?: number;
  readonly deleted?: number;
  readonly terminationProtection?: boolean;
  readonly roleArn?: string;
  readonly capabilities?: readonly string[];
  readonly changeSetId?: string;
  /** Absent where there are no resources: before the first deployment, after a failed one, after deletion. */
  readonly deployed?: Deployed;
  /** By logical id. */
  readonly resources: { readonly [logicalId: string]: ResourceStatus };
}

/** A resource that outlived its place in a stack, its properties carried out. */
export interface RetainedResource {
  readonly stack: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly constructPath?: string;
  readonly tags: { readonly [key: string]: string };
  readonly generation: number;
}

export interface AccountRecord {
  readonly stacks: readonly StackRecord[];
  readonly retained: readonly RetainedResource[];
  /** `<stack>/<logical id>` → generation of the next resource of that name. */
  readonly nextGenerations: { readonly [place: string]: number };
}

export const EMPTY_RECORD: AccountRecord = { stacks: [], retained: [], nextGenerations: {} };

export function stackNamed(record: AccountRecord, name: string): StackRecord | undefined {
  return record.stacks.find((stack) => stack.name === name && stack.deleted === undefined);
}

/** By its id a stack is found after its deletion, too. */
export function findStack(record: AccountRecord, nameOrId: string): StackRecord | undefined {
  return record.stacks.find(({ id }) => id === nameOrId) ?? stackNamed(record, nameOrId);
}

/** Puts a stack in the place of the one with its id, or at the end. */
export function withStack(record: AccountRecord, stack: StackRecord): AccountRecord {
  const known = record.stacks.some(({ id }) => id === stack.id);
  return { ...record, stacks: known ? record.stacks.map((one) => (one.id === stack.id ? stack : one)) : [...record.stacks, stack] };
}

export function withoutStack(record: AccountRecord, { id }: StackRecord): AccountRecord {
  return { ...record, stacks: record.stacks.filter((stack) => stack.id !== id) };
}

/** A stack that is about to be created. `arnPrefix` is `arn:<partition>:cloudformation:<region>:<account>`. */
export function newStackRecord(name: string, arnPrefix: string, now: number): StackRecord {
  return { id: `${arnPrefix}:stack/${name}/${randomUUID()}`, name, status: 'CREATE_IN_PROGRESS', created: now, resources: {} };
}
