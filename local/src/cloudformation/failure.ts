import type { AssemblyError } from '../assembly';
import type { Deployment, StackRecord } from './record';

/** What becomes of a stack whose deployment fails. */
export type OnFailure = 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';

interface Failure {
  readonly status: string;
  readonly reason: string;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
export function outcome(kind: 'CREATE' | 'UPDATE', logicalId: string | undefined, message: string, onFailure: OnFailure): Failure {
  const what = logicalId === undefined ? message : `The following resource(s) failed to ${kind.toLowerCase()}: [${logicalId}]. `;
  if (onFailure === 'DO_NOTHING') return { status: `${kind}_FAILED`, reason: what };
  if (kind === 'UPDATE') return { status: 'UPDATE_ROLLBACK_COMPLETE', reason: what };
  if (onFailure === 'DELETE') return { status: 'DELETE_COMPLETE', reason: what };
  return { status: 'ROLLBACK_COMPLETE', reason: `${what}Rollback requested by user.` };
}

export function failedResource(
  { resource }: AssemblyError, { template }: Deployment, { name }: StackRecord,
): { readonly logicalId: string; readonly type: string } | undefined {
  if (resource === undefined || resource.stack !== name) return undefined;
  const declared = (template.Resources as { readonly [logicalId: string]: { readonly Type: string } })[resource.logicalId];
  return declared && { logicalId: resource.logicalId, type: declared.Type };
}
