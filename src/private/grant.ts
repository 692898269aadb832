import * as iam from 'aws-cdk-lib/aws-iam';
import type { Allow } from '../access/allow';
import type { WebIdentityProvider } from '../web-identity-provider';
import type { IWebIdentityUsers } from '../web-identity-users';

/** What this library granted to each role: everything else on it is somebody else's. */
const GRANTED = new WeakMap<iam.IRole, Allow[]>();

/** Puts the statements for each provider on that provider's role: one provider's variable per statement and role. */
export function grantUsers(users: IWebIdentityUsers, statementsFor: (provider: WebIdentityProvider) => Allow[]): iam.Grant {
  return users.roles
    .flatMap(({ provider, role }) => statementsFor(provider).map((statement) => grantRole(role, statement)))
    .reduce((all, one) => all.combine(one));
}

export function grantedTo(role: iam.IRole): readonly Allow[] {
  return GRANTED.get(role) ?? [];
}

function grantRole(role: iam.IRole, { actions, resourceArns, conditions }: Allow): iam.Grant {
  GRANTED.set(role, [...grantedTo(role), { actions, resourceArns, conditions }]);
  return iam.Grant.addToPrincipal({ grantee: role, actions, resourceArns, conditions });
}
