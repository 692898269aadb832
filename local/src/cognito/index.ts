export { IdentityPools, type CognitoDependencies } from './identity-pools';
export { atUserPool, type IdentityPool, type IdentityPoolRoles, type PoolProvider } from './identity-pool';
export type { RoleMapping, RoleRule } from './role-mapping';
export { IdentityStore, uuidOf, type IdentityLog, type IdentityRecord } from './identity-store';
