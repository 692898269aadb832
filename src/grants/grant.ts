import * as iam from 'aws-cdk-lib/aws-iam';
import { Registry } from './registry';
import type { Allow } from '../access/allow';
import type { WebIdentityProvider } from '../web-identity-provider';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** Puts the statements for each provider on that provider's role: one provider's variable per statement and role. */
export function grantUsers(users: IWebIdentityUsers, statementsFor: (provider: WebIdentityProvider) => Allow[]): iam.Grant {
  return users.roles
    .flatMap(({ provider, role }) => statementsFor(provider).map((statement) => grantRole(role, statement)))
    .reduce((all, one) => all.combine(one));
}

/** What this library granted to a role: everything else on it is somebody else's. */
export function grantedTo(role: iam.IRole): readonly Allow[] {
  return granted(role);
}

function granted(role: iam.IRole): Allow[] {
  return Registry.of(role).role(role, { arn: role.roleArn, name: role.roleName });
}

function grantRole(role: iam.IRole, { actions, resourceArns, conditions }: Allow): iam.Grant {
  granted(role).push({ actions, resourceArns, conditions });
  return iam.Grant.addToPrincipal({ grantee: role, actions, resourceArns, conditions });
}
