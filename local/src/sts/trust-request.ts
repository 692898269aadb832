import type { AuthorizationRequest, ContextValue, RequestContext } from '../iam/request';
import type { VerifiedIdentity } from '../identity';
import type { Role } from './role';

/**
 * What the trust policy is asked: the assume itself, and one request more for session tags and one
 * for a source identity, which need actions of their own (IAM User Guide, "Pass session tags in AWS STS").
 */
export function trustRequests(
  role: Role, sessionName: string, identity: VerifiedIdentity, requestContext: RequestContext,
): readonly AuthorizationRequest[] {
  const actions = ['sts:AssumeRoleWithWebIdentity'];
  if (identity.sessionTags.size > 0) actions.push('sts:TagSession');
  if (identity.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  const context = trustRequestContext(role, sessionName, identity, requestContext);
  return actions.map((action) => ({ action, resource: role.arn, context }));
}

/** Keys that STS itself fills (Service Authorization Reference, `sts`), over those of the token and of the HTTP request. */
function trustRequestContext(role: Role, sessionName: string, identity: VerifiedIdentity, requestContext: RequestContext): RequestContext {
  const context = new Map<string, ContextValue>([...requestContext, ...identity.context])
    .set('sts:rolesessionname', sessionName)
    .set('sts:roleauthorizedbyidp', identity.roles?.includes(role.arn) === true ? 'true' : 'false');
  if (identity.sourceIdentity !== undefined) context.set('sts:sourceidentity', identity.sourceIdentity);
  if (identity.sessionTags.size > 0) {
    context.set('aws:tagkeys', [...identity.sessionTags.keys()]).set('sts:transitivetagkeys', identity.transitiveTagKeys);
  }
  for (const [key, value] of identity.sessionTags) context.set(`aws:requesttag/${key.toLowerCase()}`, value);
  return context;
}
