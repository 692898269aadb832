import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { WebIdentityError } from './errors';
import type { WebIdentityUserRole } from '../web-identity-user-role';

/** Checks roles that are defined elsewhere: each once, and such that statements can be put on them. */
export function assertRoles(where: string, roles: readonly WebIdentityUserRole[]): void {
  roles.forEach(({ provider, role }, i) => {
    if (roles.slice(0, i).some((other) => arnOf(other.role) === arnOf(role))) {
      throw new WebIdentityError({
        code: 'role-twice', where, got: role.node.path, want: 'a role for each provider', fix: 'one provider\'s user id has no value in another\'s sessions, so they need roles of their own',
      });
    }
    assertMutable(`${where}: ${provider.name}`, role);
  });
}

function arnOf(role: iam.IRole): string {
  return JSON.stringify(Stack.of(role).resolve(role.roleArn));
}

/** CDK takes statements for such a role in silence, and drops them. */
function assertMutable(where: string, role: iam.IRole): void {
  if (!isImmutable(role)) return;
  throw new WebIdentityError({
    code: 'role-immutable',
    where,
    got: `${role.node.path}, which cannot be changed here`,
    want: 'a role of this account, imported without `mutable: false`',
    fix: 'grant in the app and account that define the role; what is granted here would vanish',
  });
}

function isImmutable(role: iam.IRole): boolean {
  if (iam.Role.isRole(role)) return false;
  // CDK does not export the class.
  const immutable = iam.Role.fromRoleArn(new Stack(), 'Role', 'arn:aws:iam::123456789012:role/role', { mutable: false });
  return role instanceof (immutable.constructor as new () => object);
}
