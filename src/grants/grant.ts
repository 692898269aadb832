import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Registry, type RoleRecord } from './registry';
import { addToRole } from './role-policy';
import type { Allow } from '../access/allow';
import type { Deny } from '../access/guardrails';
import type { IWebIdentityUsers, WebIdentityUserRole } from '../web-identity-user-role';

/** Puts the statements for each provider on that provider's role: one provider's variable per statement and role. */
export function grantUsers(users: IWebIdentityUsers, resource: IConstruct, statementsFor: (role: WebIdentityUserRole) => Allow[]): iam.Grant {
  return users.roles
    .flatMap((user) => statementsFor(user).map((statement) => grantRole(user.role, resource, statement)))
    .reduce((all, one) => all.combine(one));
}

/** What this library granted to a role. */
export function roleRecord(role: iam.IRole): RoleRecord {
  return Registry.of(role).role(role, { arn: role.roleArn, name: role.roleName });
}

/** Puts a deny on a role, beside what it holds. */
export function denyOn(role: iam.IRole, resource: IConstruct, deny: Deny): void {
  const record = roleRecord(role);
  const statement = denyStatement(deny);
  record.denied.push(deny);
  record.statements.add(statement.freeze());
  addToRole(role, resource, statement);
}

export function denyStatement(
  { actions, notActions, resourceArns, notResourceArns, conditions }: Deny, principals?: iam.IPrincipal[],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY, principals, actions, notActions, resources: resourceArns, notResources: notResourceArns, conditions,
  });
}

function grantRole(role: iam.IRole, resource: IConstruct, { actions, resourceArns, conditions }: Allow): iam.Grant {
  const record = roleRecord(role);
  record.allowed.push({ actions, resourceArns, conditions });
  const principal: iam.IPrincipal = {
    grantPrincipal: role,
    assumeRoleAction: role.assumeRoleAction,
    policyFragment: role.policyFragment,
    addToPrincipalPolicy: (statement) => {
      record.statements.add(statement.freeze());
      return addToRole(role, resource, statement);
    },
  };
  return iam.Grant.addToPrincipal({ grantee: { grantPrincipal: principal }, actions, resourceArns, conditions });
}
