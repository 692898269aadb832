import type { Resource } from './resource-type';
import { AssemblyError } from '../assembly-error';

/** Refuses a property with the code and the message of IAM, and says what there is to mend. */
export function refuseAsIam(resource: Resource, property: string, code: string, message: string, reason: string): never {
  throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${property}: ${code}: ${message} (${reason})`, true);
}
