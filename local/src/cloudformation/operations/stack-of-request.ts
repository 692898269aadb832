import type { ControlPlane } from './operation';
import { findStack, newStackRecord, type StackRecord } from '../record';
import { required, validationError } from '../request';

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;

/** A stack that is about to be created. */
export function newStack(name: string, { arnPrefix, clock }: ControlPlane): StackRecord {
  if (!NAME.test(name)) {
    throw validationError(`1 validation error detected: Value '${name.slice(0, 128)}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*`);
  }
  return newStackRecord(name, arnPrefix, clock());
}

/** Throws ValidationError where there is no such stack, by name or id. */
export function stackOf({ StackName }: { readonly StackName?: string }, { stacks }: ControlPlane, problem = (name: string) => `Stack with id ${name} does not exist`): StackRecord {
  const name = required('StackName', StackName);
  const stack = findStack(stacks.record, name);
  if (stack === undefined) throw validationError(problem(name));
  return stack;
}
