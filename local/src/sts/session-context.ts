import type { ContextValue, RequestContext } from '../iam/request';
import type { VerifiedIdentity } from '../identity';
import type { Role } from './role';

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
 */
export function sessionContext(role: Role, assumedRoleId: string, identity: VerifiedIdentity): RequestContext {
  const context = new Map<string, ContextValue>(identity.sessionContext)
    .set('aws:userid', assumedRoleId)
    .set('aws:principaltype', 'AssumedRole')
    .set('aws:principalarn', role.arn)
    .set('aws:principalaccount', role.arn.split(':')[4])
    .set('aws:federatedprovider', identity.federated);
  for (const [key, value] of identity.sessionTags) context.set(`aws:principaltag/${key.toLowerCase()}`, value);
  if (identity.sourceIdentity !== undefined) context.set('aws:sourceidentity', identity.sourceIdentity);
  return context;
}
