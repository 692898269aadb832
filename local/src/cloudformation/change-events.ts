import { isInertType, type Account } from '../assembly';
import type { OperationLog } from './events';
import type { ResourceChange } from './resource-changes';

const INERT = 'Inert: the local cloud knows it, and does not run it.';
const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Notes what was created and updated. */
export function logChanges(changes: readonly ResourceChange[], account: Account, stack: string, log: OperationLog, kind: string): void {
  for (const change of changes.filter(({ action }) => action !== 'Remove')) {
    const verb = change.action === 'Add' ? 'CREATE' : 'UPDATE';
    const physicalId = account.resolved.get(stack)?.identity(change.logicalId).ref;
    log.ofResource(change, `${verb}_IN_PROGRESS`, change.replaced ? REPLACING : undefined);
    log.ofResource({ ...change, physicalId }, `${verb}_COMPLETE`, isInertType(change.type) ? INERT : undefined);
  }
  if (kind === 'UPDATE') log.ofStack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
}

/** Notes what was deleted or kept; `obstacles` tells, by logical id, why something could not be deleted. */
export function logRemovals(changes: readonly ResourceChange[], obstacles: ReadonlyMap<string, string>, log: OperationLog): void {
  for (const change of changes.filter(({ action, replaced }) => action === 'Remove' || replaced)) {
    const obstacle = obstacles.get(change.logicalId);
    if (change.retains) {
      log.ofResource(change, 'DELETE_SKIPPED');
    } else {
      log.ofResource(change, 'DELETE_IN_PROGRESS');
      log.ofResource(change, obstacle === undefined ? 'DELETE_COMPLETE' : 'DELETE_FAILED', obstacle);
    }
  }
}
