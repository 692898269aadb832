import { noResource, type Operation } from './operation';
import { noSuchRole, roleArn, roleName, roleOf } from './role-of-request';
import { tagMembers } from './tag-members';
import type { AccountRole } from '../../assembly';
import { pathOf } from '../arn';
import { deleteRetained } from '../delete-retained';
import { encodedDocument } from '../encoded-document';
import { page, PAGE_PARAMETERS } from '../paging';
import { pathPrefix } from '../parameters';

export const getRole: Operation = {
  parameters: ['RoleName'],
  resource: roleArn,
  act: (parameters, { account }) => {
    const role = roleOf(parameters, account);
    return {
      Role: {
        ...described(role),
        PermissionsBoundary: role.boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: role.boundary.arn },
        Tags: role.tags.size === 0 ? undefined : tagMembers(role.tags),
      },
    };
  },
};

export const listRoles: Operation = {
  parameters: ['PathPrefix', ...PAGE_PARAMETERS],
  resource: noResource,
  act: (parameters, { account }) => {
    const prefix = pathPrefix(parameters);
    const { items, told } = page(account.roles.filter(({ arn }) => pathOf(arn).startsWith(prefix)), ({ name }) => name, parameters);
    return { Roles: { member: items.map(described) }, ...told };
  },
};

export const listRoleTags: Operation = {
  parameters: ['RoleName', ...PAGE_PARAMETERS],
  resource: roleArn,
  act: (parameters, { account }) => {
    const { items, told } = page(roleOf(parameters, account).tags, ([key]) => key, parameters);
    return { Tags: tagMembers(items), ...told };
  },
};

/** With its policies: what puts them on roles here are stacks, so nobody could take them off first. */
export const deleteRole: Operation = {
  parameters: ['RoleName'],
  resource: roleArn,
  act: async (parameters, api) => {
    const name = roleName(parameters);
    if (!await deleteRetained('AWS::IAM::Role', name, api)) throw noSuchRole(name);
    return {};
  },
};

/** What lists tell of a role, too. */
function described({ arn, name, roleId, created, trustPolicy, description, maxSessionDuration }: AccountRole): object {
  return {
    Path: pathOf(arn),
    RoleName: name,
    RoleId: roleId,
    Arn: arn,
    CreateDate: new Date(created),
    AssumeRolePolicyDocument: encodedDocument(trustPolicy),
    Description: description,
    MaxSessionDuration: maxSessionDuration,
  };
}
