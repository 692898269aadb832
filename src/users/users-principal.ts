import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Dependable } from 'constructs';
import { DependencyGroup } from 'constructs';
import { WebIdentityError } from '../checks/errors';
import { addGrantToRole } from '../grants/role-policy';
import type { WebIdentityUserRole } from '../web-identity-user-role';

/** Actions of the guarded services that reach no user's data. */
const HARMLESS_ACTIONS = new Set(['dynamodb:describetable', 'dynamodb:describetimetolive', 's3:getbucketlocation']);

/** Services whose actions reach every user's data unless per-user conditions hold them. DAX knows no such conditions. */
const GUARDED_SERVICES: ReadonlyMap<string, string> = new Map([
  ['dynamodb', 'UserTableGrants.forTable(table).ownItems(users, ...) or .sharedItems(users, ...)'],
  ['s3', 'UserBucketGrants.forBucket(bucket).ownObjects(users, ...) or .sharedObjects(users, ...)'],
  ['dax', 'DynamoDB itself: DAX knows no per-user conditions'],
]);

/**
 * All roles of an app's users as one principal, for ordinary grants (`queue.grantSendMessages(users)`).
 * Refuses data actions of DynamoDB and S3: an ordinary grant would reach every user's data.
 */
export class UsersPrincipal implements iam.IPrincipal {
  readonly assumeRoleAction = 'sts:AssumeRoleWithWebIdentity';

  constructor(private readonly path: string, private readonly roles: readonly WebIdentityUserRole[]) {}

  get grantPrincipal(): iam.IPrincipal {
    return this;
  }

  get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ AWS: this.roles.map(({ role }) => role.roleArn) });
  }

  get principalAccount(): string | undefined {
    return this.roles[0].role.principalAccount;
  }

  addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    assertNoUserData(this.path, statement);
    const results = this.roles.map(({ role }) => addGrantToRole(role, statement.copy()));
    const dependables = new DependencyGroup(...results.flatMap(({ policyDependable }) => policyDependable ?? []));
    return { statementAdded: results.every(({ statementAdded }) => statementAdded), policyDependable: dependables as unknown as Dependable };
  }
}

function assertNoUserData(path: string, statement: iam.PolicyStatement): void {
  if (statement.effect === iam.Effect.DENY) return;
  const refuse = (got: string, grant: string): never => {
    throw new WebIdentityError({
      code: 'user-data-grant', where: path, got, want: 'no data action of DynamoDB or S3: it would reach every user\'s data', fix: `use ${grant}`,
    });
  };
  if (statement.notActions.length > 0) refuse(`NotAction ${statement.notActions.join(', ')}`, 'a statement with actions');
  for (const action of statement.actions) {
    const service = reachedService(action);
    if (service !== undefined) refuse(action, GUARDED_SERVICES.get(service)!);
  }
}

/** The guarded service that an action, which may hold wildcards, reaches. */
export function reachedService(action: string): string | undefined {
  // An action that cannot be read might be any.
  if (Token.isUnresolved(action)) return 'dynamodb';
  const name = action.toLowerCase();
  if (HARMLESS_ACTIONS.has(name)) return undefined;
  const [service] = name.split(':');
  return [...GUARDED_SERVICES.keys()].find((guarded) => matches(service, guarded));
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replace(/[^*?a-z0-9]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(text);
}
