import { deleteOpenIdConnectProvider, getOpenIdConnectProvider, listOpenIdConnectProviders } from './oidc-providers';
import type { Operation } from './operation';
import { deletePolicy, getPolicy, listPolicies } from './policies';
import { getPolicyVersion, listPolicyVersions } from './policy-versions';
import { getRolePolicy, listAttachedRolePolicies, listRolePolicies } from './role-policies';
import { deleteRole, getRole, listRoles, listRoleTags } from './roles';

/** By action. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['DeleteOpenIDConnectProvider', deleteOpenIdConnectProvider],
  ['DeletePolicy', deletePolicy],
  ['DeleteRole', deleteRole],
  ['GetOpenIDConnectProvider', getOpenIdConnectProvider],
  ['GetPolicy', getPolicy],
  ['GetPolicyVersion', getPolicyVersion],
  ['GetRole', getRole],
  ['GetRolePolicy', getRolePolicy],
  ['ListAttachedRolePolicies', listAttachedRolePolicies],
  ['ListOpenIDConnectProviders', listOpenIdConnectProviders],
  ['ListPolicies', listPolicies],
  ['ListPolicyVersions', listPolicyVersions],
  ['ListRolePolicies', listRolePolicies],
  ['ListRoles', listRoles],
  ['ListRoleTags', listRoleTags],
]);
