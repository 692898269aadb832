import { AwsError } from '../aws-error';
import { readAssumeRoleWithWebIdentity, type Parameters } from './parameters';
import type { Role } from './role';
import type { Session } from './session';
import type { SessionStore } from './session-store';
import { invalidToken, NOT_VALIDATED, verifyWebIdentityToken, type TokenVerification, type VerifiedIdentity } from '../identity';
import { trustRequests } from './trust-request';
import type { AuthorizationRequest, RequestContext } from '../iam/request';

/** Judges a role's trust policy. `caller.federated` is the provider: a bare host, or the ARN of the account's provider. */
export type AuthorizeTrust = (role: Role, request: AuthorizationRequest, caller: { readonly federated: string }) => boolean;

export interface AssumeRoleDependencies extends TokenVerification {
  readonly findRole: (arn: string) => Role | undefined;
  readonly authorize: AuthorizeTrust;
  readonly sessions: SessionStore;
}

/** The answer, with the members and in the order of the service model. */
export interface AssumeRoleWithWebIdentityOutput {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: Date;
  };
  readonly SubjectFromWebIdentityToken: string;
  readonly AssumedRoleUser: { readonly AssumedRoleId: string; readonly Arn: string };
  readonly Provider: string;
  readonly Audience: string;
  readonly SourceIdentity?: string;
}

/** `requestContext` holds the global keys of the HTTP request: `aws:SourceIp`, `aws:CurrentTime` and the like. */
export async function assumeRoleWithWebIdentity(
  parameters: Parameters, requestContext: RequestContext, dependencies: AssumeRoleDependencies,
): Promise<AssumeRoleWithWebIdentityOutput> {
  const { roleArn, roleSessionName, webIdentityToken, providerId, durationSeconds } = readAssumeRoleWithWebIdentity(parameters);
  const identity = await verifyWebIdentityToken(webIdentityToken, providerId, dependencies);
  const role = authorizedRole(roleArn, roleSessionName, identity, requestContext, dependencies);
  // After the trust decision: a stranger learns nothing about the role.
  if (durationSeconds > role.maxSessionDuration) {
    throw new AwsError('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return answer(dependencies.sessions.issue(role, roleSessionName, durationSeconds, identity), identity);
}

/** A role that does not exist is refused as one that does not trust the user (observed 2026-09). */
function authorizedRole(
  roleArn: string, sessionName: string, identity: VerifiedIdentity, requestContext: RequestContext,
  { findRole, authorize }: AssumeRoleDependencies,
): Role {
  if (identity.roles !== undefined && !identity.roles.includes(roleArn)) {
    // Before the trust policy is looked at (observed 2026-09).
    throw invalidToken(NOT_VALIDATED, `the roles claim does not name ${roleArn}`);
  }
  const role = findRole(roleArn);
  const caller = { federated: identity.federated };
  const trusted = role !== undefined
    && trustRequests(role, sessionName, identity, requestContext).every((request) => authorize(role, request, caller));
  if (!trusted) throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
  return role;
}

/** `Provider` is what was observed, the provider's ARN, and not the issuer as the API reference has it. */
function answer(session: Session, identity: VerifiedIdentity): AssumeRoleWithWebIdentityOutput {
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiration),
    },
    SubjectFromWebIdentityToken: identity.subject,
    AssumedRoleUser: { AssumedRoleId: session.assumedRoleId, Arn: session.arn },
    Provider: identity.federated,
    Audience: identity.audience,
    ...identity.sourceIdentity !== undefined && { SourceIdentity: identity.sourceIdentity },
  };
}
