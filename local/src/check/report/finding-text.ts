import { printable } from '../../iam';
import type { Finding } from '../findings';

/** A finding in a few lines, the first of which is the heading. */
export function findingLines({ rule, outcome, severity, message, role, users, resource, statement, witness, fix }: Finding): string[] {
  return [
    `${outcome.toUpperCase()} ${rule} (${severity}): ${message}`,
    ...role === undefined ? [] : [`role: ${placeText(role)}${users === undefined ? '' : `, ${users}`}`],
    ...resource === undefined ? [] : [`resource: ${placeText(resource)}`],
    ...statement === undefined ? [] : [`statement: ${statementText(statement)}`],
    ...witness === undefined ? [] : [`request: ${witness.text}`, `as: ${witnessText(witness)}`],
    `fix: ${fix}`,
  ].map((line) => printable(line));
}

/** Construct path, and where in which template. */
export function placeText({ stack, logicalId, path }: { readonly stack: string; readonly logicalId: string; readonly path: string }): string {
  if (logicalId === '') return `${path}, which the templates do not have`;
  return path === logicalId ? `${stack}.${logicalId}` : `${path} (${stack}.${logicalId})`;
}

/** Policy, number from 1, and Sid. */
export function statementText({ policy, statement }: NonNullable<Finding['statement']>): string {
  const source = policy.statements.find(({ position }) => position === statement)?.source;
  const sid = typeof source?.Sid === 'string' ? ` (${source.Sid})` : '';
  return `${statement + 1}${sid} of ${policy.name}, ${policy.place.stack}.${policy.place.logicalId}`;
}

export function witnessText({ user, owner, sessionName }: NonNullable<Finding['witness']>): string {
  return [
    `user ${JSON.stringify(user)}`,
    ...sessionName === undefined ? [] : [`session ${JSON.stringify(sessionName)}`],
    ...owner === undefined || owner === user ? [] : [`data of ${JSON.stringify(owner)}`],
  ].join(', ');
}
