export {
  assumeRoleWithWebIdentity,
  type AssumeRoleDependencies,
  type AssumeRoleWithWebIdentityOutput,
  type AuthorizeTrust,
} from './assume-role-with-web-identity';
export { getCallerIdentity, type Administrator, type GetCallerIdentityOutput } from './get-caller-identity';
export type { Parameters } from './parameters';
export type { Role } from './role';
export type { Session } from './session';
export { SessionStore } from './session-store';
