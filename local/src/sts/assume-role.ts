import { AwsError } from '../aws-error';
import { assumedRoleUserOutput, credentialsOutput, type AssumedRoleUserOutput, type CredentialsOutput } from './answer';
import { readAssumeRole, type AssumeRoleInput, type AssumeRoleParameters } from './assume-role-parameters';
import type { AssumeRoleDependencies } from './assume-role-with-web-identity';
import type { Administrator } from './get-caller-identity';
import type { Role } from './role';
import type { Session } from './session';
import { readSessionPolicies } from './session-policies';
import type { SessionSubject } from './session-subject';
import { assumeRequests } from './trust-request';
import type { AuthorizationRequest, RequestContext } from '../iam/request';

/** Judges the role's trust policy and, where that names the caller's account only, the caller's own policies. */
export type AuthorizeAssume = (role: Role, request: AuthorizationRequest, caller: Session | Administrator) => boolean;

export interface RoleChainDependencies extends Pick<AssumeRoleDependencies, 'findRole' | 'sessions' | 'findManagedPolicy'> {
  readonly authorizeAssume: AuthorizeAssume;
}

export interface AssumeRoleOutput {
  readonly Credentials: CredentialsOutput;
  readonly AssumedRoleUser: AssumedRoleUserOutput;
  readonly PackedPolicySize?: number;
  readonly SourceIdentity?: string;
}

/** API reference of AssumeRole: "role chaining limits your session to a maximum of one hour". */
const MAX_CHAINED_SECONDS = 3600;

export function assumeRole(
  parameters: AssumeRoleParameters, caller: Session | Administrator, requestContext: RequestContext, dependencies: RoleChainDependencies,
): AssumeRoleOutput {
  const input = readAssumeRole(parameters);
  const role = dependencies.findRole(input.roleArn);
  const asked = { sessionTags: input.tags, transitiveTagKeys: input.transitiveTagKeys, sourceIdentity: sourceIdentityOf(input, caller) };
  const context = new Map([...requestContext, ...caller.context]);
  if (input.externalId !== undefined) context.set('sts:externalid', input.externalId);
  const authorized = role !== undefined && assumeRequests('sts:AssumeRole', role, input.roleSessionName, asked, context)
    .every((request) => dependencies.authorizeAssume(role, request, caller));
  if (!authorized) throw notAuthorized(caller, input.roleArn);
  checkDuration(input, role, caller);

  const subject = chainedSubject(asked, caller);
  const { policies, packedSize } = readSessionPolicies(input, subject.sessionTags, dependencies.findManagedPolicy);
  const { roleSessionName, durationSeconds, minimumTokenSize } = input;
  const session = dependencies.sessions.issue(role, roleSessionName, durationSeconds, subject, { policies, minimumTokenSize });
  return {
    Credentials: credentialsOutput(session),
    AssumedRoleUser: assumedRoleUserOutput(session),
    ...packedSize !== undefined && { PackedPolicySize: packedSize },
    ...subject.sourceIdentity !== undefined && { SourceIdentity: subject.sourceIdentity },
  };
}

/** Once set, a source identity stays for the whole role chain (IAM User Guide, "Monitor and control actions taken with assumed roles"). */
function sourceIdentityOf({ sourceIdentity, roleArn }: AssumeRoleInput, caller: Session | Administrator): string | undefined {
  const inherited = 'assumedRoleId' in caller ? caller.sourceIdentity : undefined;
  if (inherited !== undefined && sourceIdentity !== undefined && sourceIdentity !== inherited) {
    const error = notAuthorized(caller, roleArn);
    error.cause = 'the session has a source identity, which cannot be changed';
    throw error;
  }
  return sourceIdentity ?? inherited;
}

/** Transitive tags of the caller's session come along, and none of them may be overridden (IAM User Guide, "Chaining roles with session tags"). */
function chainedSubject(asked: Omit<SessionSubject, 'sessionContext'>, caller: Session | Administrator): SessionSubject {
  const inherited: ReadonlyMap<string, string> = 'assumedRoleId' in caller ? caller.transitiveTags : new Map();
  const given = new Set([...asked.sessionTags.keys()].map((key) => key.toLowerCase()));
  const overridden = [...inherited.keys()].find((key) => given.has(key.toLowerCase()));
  if (overridden !== undefined) throw new AwsError('ValidationError', `Session tags are not valid: ${overridden} is transitive and cannot be overridden`);
  return {
    sessionContext: new Map(),
    sessionTags: new Map([...inherited, ...asked.sessionTags]),
    transitiveTagKeys: [...inherited.keys(), ...asked.transitiveTagKeys],
    sourceIdentity: asked.sourceIdentity,
  };
}

function checkDuration({ durationSeconds }: AssumeRoleInput, role: Role, caller: Session | Administrator): void {
  if ('assumedRoleId' in caller && durationSeconds > MAX_CHAINED_SECONDS) {
    throw new AwsError('ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  }
  if (durationSeconds > role.maxSessionDuration) {
    throw new AwsError('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
}

function notAuthorized(caller: Session | Administrator, roleArn: string): AwsError {
  return new AwsError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}${elsewhere(caller, roleArn)}`, 403);
}

/** An app that names its account is deployed by nobody else's administrator: whoever reads it can do something about it. */
function elsewhere(caller: Session | Administrator, roleArn: string): string {
  const [own, other] = [caller.arn, roleArn].map((arn) => arn.split(':')[4]);
  if ('assumedRoleId' in caller || other === own || !/^\d{12}$/.test(other)) return '';
  return ` (the local cloud is account ${own}: start it with --account ${other}, and --region where the app names one)`;
}
