import { AwsError } from '../aws-error';
import type { AuthorizationRequest, Decision } from '../iam';

/** Carries the decision's id beside AWS's text. */
export class AccessDenied extends AwsError {
  constructor(readonly arn: string, readonly request: AuthorizationRequest, decision: Decision, decisionId: string) {
    const { action, resource } = request;
    super('AccessDeniedException', `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because(decision, action)}`, 400, decisionId);
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function because({ effect, layer }: Decision, action: string): string {
  const kind = { identity: 'identity-based policy', boundary: 'permissions boundary', session: 'session policy', resource: 'resource-based policy', trust: 'trust policy' }[layer];
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return effect === 'ExplicitlyDenied' ? `with an explicit deny in ${article} ${kind}` : `because no ${kind} allows the ${action} action`;
}
