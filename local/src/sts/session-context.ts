import type { Role } from './role';
import type { SessionSubject } from './session-subject';
import type { ContextValue, RequestContext } from '../iam/request';

export interface AssumedRole {
  readonly arn: string;
  readonly assumedRoleId: string;
}

/** Path and session name: the role's path is no part of it (IAM User Guide, "IAM identifiers"). */
export function assumedRole(role: Role, sessionName: string): AssumedRole {
  const [, partition, , , account] = role.arn.split(':');
  return {
    arn: `arn:${partition}:sts::${account}:assumed-role/${role.name}/${sessionName}`,
    assumedRoleId: `${role.roleId}:${sessionName}`,
  };
}

/**
 * Keys of every later request (IAM User Guide, "AWS global condition context keys" and "Variables
 * and tags"): `aws:PrincipalArn` of a role session is the role's ARN, `aws:username` is absent.
 * A session tag wins over a tag of the role.
 */
export function sessionContext(role: Role, assumedRoleId: string, subject: SessionSubject, issuedAt: number): RequestContext {
  const context = new Map<string, ContextValue>(subject.sessionContext)
    .set('aws:userid', assumedRoleId)
    .set('aws:principaltype', 'AssumedRole')
    .set('aws:principalarn', role.arn)
    .set('aws:principalaccount', role.arn.split(':')[4])
    .set('aws:principalisawsservice', 'false')
    .set('aws:multifactorauthpresent', 'false')
    .set('aws:tokenissuetime', new Date(issuedAt).toISOString());
  if (subject.federated !== undefined) context.set('aws:federatedprovider', subject.federated);
  for (const [key, value] of [...role.tags ?? [], ...subject.sessionTags]) context.set(`aws:principaltag/${key.toLowerCase()}`, value);
  if (subject.sourceIdentity !== undefined) context.set('aws:sourceidentity', subject.sourceIdentity);
  return context;
}
