import { attachRolePolicy, createOpenIdConnectProvider, createPolicy, createRole, deleteRolePolicy, putRolePolicy } from './creations';
import { addClientId, removeClientId } from './oidc-client-ids';
import { deleteOpenIdConnectProvider, getOpenIdConnectProvider, listOpenIdConnectProviders } from './oidc-providers';
import type { IamOperation } from './operation';
import { deletePolicy, getPolicy, getPolicyVersion, listPolicies } from './policies';
import { getRolePolicy, listAttachedRolePolicies, listRolePolicies } from './role-policies';
import { deleteRole, getRole, listRoles } from './roles';

export type { IamApi, IamOperation } from './operation';

/** By action. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const OPERATIONS: Readonly<Record<string, IamOperation>> = {
  AddClientIDToOpenIDConnectProvider: addClientId,
  AttachRolePolicy: attachRolePolicy,
  CreateOpenIDConnectProvider: createOpenIdConnectProvider,
  CreatePolicy: createPolicy,
  CreateRole: createRole,
  DeleteOpenIDConnectProvider: deleteOpenIdConnectProvider,
  DeletePolicy: deletePolicy,
  DeleteRole: deleteRole,
  DeleteRolePolicy: deleteRolePolicy,
  GetOpenIDConnectProvider: getOpenIdConnectProvider,
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListOpenIDConnectProviders: listOpenIdConnectProviders,
  ListPolicies: listPolicies,
  ListRolePolicies: listRolePolicies,
  ListRoles: listRoles,
  PutRolePolicy: putRolePolicy,
  RemoveClientIDFromOpenIDConnectProvider: removeClientId,
};
