export { IdentityPools, type CognitoDependencies } from './identity-pools';
export type { IdentityPool, IdentityPoolRoles } from './identity-pool';
export { IdentityStore, uuidOf } from './identity-store';
