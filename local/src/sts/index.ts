export { assumeRole, type AssumeRoleOutput, type AuthorizeAssume, type RoleChainDependencies } from './assume-role';
export {
  assumeRoleWithWebIdentity,
  trustingRole,
  type AssumeRoleDependencies,
  type AssumeRoleWithWebIdentityOutput,
  type AuthorizeTrust,
} from './assume-role-with-web-identity';
export { explainAssume, type AssumeExplanation, type AssumeQuestion, type ClaimCondition, type ExplainDependencies } from './explain-assume';
export { administrator, ANONYMOUS, getCallerIdentity, type Administrator, type Anonymous, type GetCallerIdentityOutput } from './get-caller-identity';
export type { Role } from './role';
export type { Session } from './session';
export { compileSessionPolicy, type FindManagedPolicy } from './session-policies';
export { SessionStore } from './session-store';
export { isTrustKey } from './trust-keys';
export { trustRequests } from './trust-request';
