import { iamOperation, noResource } from './operation';
import { noSuchRole, roleArn, roleName, roleOf } from './role-of-request';
import { tagMembers } from './tag-members';
import type { AccountRole } from '../../assembly';
import { pathOf } from '../arn';
import { deleteRetained } from '../delete-retained';
import { encodedDocument } from '../encoded-document';
import { pageOf, PAGE_SHAPE } from '../paging';
import { pathPrefix } from '../parameters';

export const getRole = iamOperation({ RoleName: 'text' }, roleArn, (input, { account }) => {
  const role = roleOf(input, account);
  return {
    Role: {
      ...describedRole(role),
      PermissionsBoundary: role.boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: role.boundary.arn },
      Tags: role.tags.size === 0 ? undefined : tagMembers(role.tags),
    },
  };
});

export const listRoles = iamOperation({ PathPrefix: 'text', ...PAGE_SHAPE }, noResource, (input, { account }) => {
  const prefix = pathPrefix(input.PathPrefix);
  const { items, told } = pageOf(account.roles.filter(({ arn }) => pathOf(arn).startsWith(prefix)), ({ name }) => name, input);
  return { Roles: { member: items.map(describedRole) }, ...told };
});

/** With its policies: what puts them on roles here are stacks, so nobody could take them off first. */
export const deleteRole = iamOperation({ RoleName: 'text' }, roleArn, async (input, api) => {
  const name = roleName(input);
  if (!await deleteRetained('AWS::IAM::Role', name, api)) throw noSuchRole(name);
  return {};
});

/** What lists tell of a role, too. */
export function describedRole({ arn, name, roleId, created, trustPolicy, description, maxSessionDuration }: AccountRole): object {
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
