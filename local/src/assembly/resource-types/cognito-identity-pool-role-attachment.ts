import { roleMappingsOf } from './cognito-role-mappings';
import { onlyProperties, refuse, textProperty } from './properties';
import type { ResourceType } from './resource-type';
import { isObject } from '../json';

const KINDS = ['authenticated', 'unauthenticated'];

/**
 * Which role signed-in users and guests get, and how a token's claims choose another one.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html
 */
export const identityPoolRoleAttachment: ResourceType = {
  replacedOn: ['IdentityPoolId'],
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
  declare: (resource, _, account) => {
    onlyProperties(resource, ['IdentityPoolId', 'Roles', 'RoleMappings']);
    const roles = resource.property('Roles') ?? {};
    if (!isObject(roles)) return refuse(resource, 'Roles', roles, 'an object');
    const odd = Object.entries(roles).find(([kind, arn]) => !KINDS.includes(kind) || typeof arn !== 'string');
    if (odd !== undefined) return refuse(resource, 'Roles', odd[0], `role ARNs for ${KINDS.join(' and ')}`);
    const roleMappings = roleMappingsOf(resource);
    account.afterwards.push(() => {
      const id = textProperty(resource, 'IdentityPoolId');
      const pool = account.identityPools.get(id);
      if (pool === undefined) return refuse(resource, 'IdentityPoolId', id, 'an identity pool that these stacks define');
      if (Object.keys(pool.roles).length > 0 || pool.roleMappings.size > 0) return refuse(resource, 'IdentityPoolId', id, 'one role attachment for each identity pool');
      account.identityPools.set(id, { ...pool, roles, roleMappings });
    });
  },
};
