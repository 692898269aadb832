import type { AuthorizationRequest, ContextValue, RequestContext } from '../iam/request';
import type { VerifiedIdentity } from '../identity';
import type { Role } from './role';
import type { SessionSubject } from './session-subject';

type Asked = Pick<SessionSubject, 'sessionTags' | 'transitiveTagKeys' | 'sourceIdentity'>;

/** What the trust policy is asked about the owner of a token. */
export function trustRequests(
  role: Role, sessionName: string, identity: VerifiedIdentity, requestContext: RequestContext,
): readonly AuthorizationRequest[] {
  const context = new Map<string, ContextValue>(requestContext);
  for (const [key, value] of identity.context) context.set(key, value);
  context.set('sts:roleauthorizedbyidp', identity.roles?.includes(role.arn) === true ? 'true' : 'false');
  return assumeRequests('sts:AssumeRoleWithWebIdentity', role, sessionName, identity, context);
}

/**
 * The assume itself, and one request more for session tags and one for a source identity, which
 * need actions of their own (IAM User Guide, "Pass session tags in AWS STS"; "Monitor and control
 * actions taken with assumed roles"). `context` is the caller's; the keys of STS are added to it.
 */
export function assumeRequests(
  action: string, role: Role, sessionName: string, asked: Asked, context: Map<string, ContextValue>,
): readonly AuthorizationRequest[] {
  const actions = [action];
  if (asked.sessionTags.size > 0) actions.push('sts:TagSession');
  if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity');
  fillStsKeys(context, role, sessionName, asked);
  return actions.map((name) => ({ action: name, resource: role.arn, context }));
}

/** Keys that STS itself fills (Service Authorization Reference, `sts`), over those of the caller and of the HTTP request. */
function fillStsKeys(
  context: Map<string, ContextValue>, role: Role, sessionName: string, { sessionTags, transitiveTagKeys, sourceIdentity }: Asked,
): void {
  context.set('sts:rolesessionname', sessionName).set('aws:resourceaccount', role.arn.split(':')[4]);
  if (sourceIdentity !== undefined) context.set('sts:sourceidentity', sourceIdentity);
  if (sessionTags.size > 0) context.set('aws:tagkeys', [...sessionTags.keys()]).set('sts:transitivetagkeys', transitiveTagKeys);
  for (const [key, value] of sessionTags) context.set(`aws:requesttag/${key.toLowerCase()}`, value);
  for (const [key, value] of role.tags ?? []) context.set(`aws:resourcetag/${key.toLowerCase()}`, value).set(`iam:resourcetag/${key.toLowerCase()}`, value);
}
