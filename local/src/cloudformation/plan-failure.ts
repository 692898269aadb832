import { AssemblyError } from '../assembly';

/** Why a resource cannot be what a template wants of it. */
export function failure(stack: string, logicalId: string, message: string): AssemblyError {
  return Object.assign(new AssemblyError(message, true), { resource: { stack, logicalId } });
}
