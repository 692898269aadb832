import { AwsError } from '../aws-error';
import { assumedRoleUserOutput, credentialsOutput, type AssumedRoleUserOutput, type CredentialsOutput } from './answer';
import type { Role } from './role';
import type { RoleInput } from './role-parameters';
import type { Session } from './session';
import { readSessionPolicies, type FindManagedPolicy } from './session-policies';
import type { SessionStore } from './session-store';
import { readAssumeRoleWithWebIdentity, type AssumeRoleWithWebIdentityParameters } from './web-identity-parameters';
import { invalidToken, verifyWebIdentityToken, type TokenVerification, type VerifiedIdentity } from '../identity';
import { trustRequests } from './trust-request';
import type { AuthorizationRequest, RequestContext } from '../iam/request';

/** Judges a role's trust policy. `caller.federated` is the provider: a bare host, or the ARN of the account's provider. */
export type AuthorizeTrust = (role: Role, request: AuthorizationRequest, caller: { readonly federated: string }) => boolean;

export interface AssumeRoleDependencies extends TokenVerification {
  readonly findRole: (arn: string) => Role | undefined;
  readonly authorize: AuthorizeTrust;
  readonly sessions: SessionStore;
  readonly findManagedPolicy: FindManagedPolicy;
}

/** The answer, with the members and in the order of the service model. */
export interface AssumeRoleWithWebIdentityOutput {
  readonly Credentials: CredentialsOutput;
  readonly SubjectFromWebIdentityToken: string;
  readonly AssumedRoleUser: AssumedRoleUserOutput;
  readonly PackedPolicySize?: number;
  readonly Provider: string;
  readonly Audience: string;
  readonly SourceIdentity?: string;
}

/** `requestContext` holds the global keys of the HTTP request: `aws:SourceIp`, `aws:CurrentTime` and the like. */
export async function assumeRoleWithWebIdentity(
  parameters: AssumeRoleWithWebIdentityParameters, requestContext: RequestContext, dependencies: AssumeRoleDependencies,
): Promise<AssumeRoleWithWebIdentityOutput> {
  const input = readAssumeRoleWithWebIdentity(parameters);
  const identity = await verifyWebIdentityToken(input.webIdentityToken, input.providerId, dependencies);
  const role = trustingRole(input, identity, requestContext, dependencies);
  const { roleSessionName, durationSeconds, minimumTokenSize } = input;
  const user = [identity.federated, identity.subject, identity.audience, role.arn, roleSessionName];
  const { policies, packedSize } = readSessionPolicies(input, identity.sessionTags, dependencies.findManagedPolicy, user);
  const session = dependencies.sessions.issue(role, roleSessionName, durationSeconds, identity, { policies, minimumTokenSize });
  return answer(session, identity, packedSize);
}

/** What STS says of a token whose issuer authorizes other roles. */
export function rolesFault({ roles }: VerifiedIdentity, roleArn: string): AwsError | undefined {
  if (roles === undefined || roles.includes(roleArn)) return undefined;
  return invalidToken('The target role ARN is not present in the roles claim of the identity token', `the roles claim does not name ${roleArn}`);
}

/** The role, if it trusts the user. One that does not exist is refused as one that does not trust (observed 2026-09). */
export function trustingRole(
  { roleArn, roleSessionName, durationSeconds }: Pick<RoleInput, 'roleArn' | 'roleSessionName' | 'durationSeconds'>,
  identity: VerifiedIdentity, requestContext: RequestContext, { findRole, authorize }: Pick<AssumeRoleDependencies, 'findRole' | 'authorize'>,
): Role {
  // Before the trust policy is looked at (observed 2026-09).
  const fault = rolesFault(identity, roleArn);
  if (fault !== undefined) throw fault;
  const role = findRole(roleArn);
  const caller = { federated: identity.federated };
  const trusted = role !== undefined
    && trustRequests(role, roleSessionName, identity, requestContext).every((request) => authorize(role, request, caller));
  if (!trusted) throw new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403);
  // After the trust decision: a stranger learns nothing about the role.
  if (durationSeconds > role.maxSessionDuration) {
    throw new AwsError('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return role;
}

/** `Provider` is what was observed, the provider's ARN, and not the issuer as the API reference has it. */
function answer(session: Session, identity: VerifiedIdentity, packedSize: number | undefined): AssumeRoleWithWebIdentityOutput {
  return {
    Credentials: credentialsOutput(session),
    SubjectFromWebIdentityToken: identity.subject,
    AssumedRoleUser: assumedRoleUserOutput(session),
    ...packedSize !== undefined && { PackedPolicySize: packedSize },
    Provider: identity.federated,
    Audience: identity.audience,
    ...identity.sourceIdentity !== undefined && { SourceIdentity: identity.sourceIdentity },
  };
}
