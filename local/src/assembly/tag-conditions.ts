import { AssemblyError } from './assembly-error';
import type { JsonObject } from './json';

/**
 * Refuses policies that look at tags which the local cloud does not fill: those of resources, and
 * those that CloudFormation itself puts on roles. A condition on an absent key could be met wrongly.
 */
export function refuseTagConditions(where: string, documents: readonly JsonObject[]): void {
  const found = /[a-z0-9]+:resourcetag\/|aws:principaltag\/aws:/i.exec(JSON.stringify(documents));
  if (found !== null) {
    throw new AssemblyError(`${where}: a policy looks at ${found[0]}…, which the local cloud does not support: want a condition without tags of resources`, true);
  }
}
