import type { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { idGuardrails, trustConditions } from './access/trust';
import { assertNoVariables } from './checks/audiences';
import { WebIdentityError } from './checks/errors';
import { assertApart } from './checks/providers-apart';
import { assertTrustQuota } from './checks/quotas';
import { roleName } from './checks/role-name';
import { assertRoles } from './checks/roles';
import { assertDistinct } from './checks/text';
import { declareVouched } from './grants/declarations';
import { denyOn } from './grants/grant';
import type { ProviderDefinition } from './providers/definition';
import { trustSessionTags } from './users/session-tags';
import { UsersPrincipal } from './users/users-principal';
import { watchRoleChoice } from './watch/role-choice';
import { watch } from './watch/watch';
import type { WebIdentityProvider } from './web-identity-provider';
import type { IWebIdentityUsers, WebIdentityUserRole } from './web-identity-user-role';

/** Options of the roles that signed-in users assume. */
export interface WebIdentityRoleOptions {
  /**
   * How long a user's temporary credentials may last at most, 1 to 12 hours. An app asks for one
   * hour unless it says otherwise.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Permissions boundary of the roles.
   *
   * @default - none, or what `PermissionsBoundary.of(scope)` applies
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Managed policies put on every role. They must not reach users' data.
   *
   * @default - none
   */
  readonly managedPolicies?: iam.IManagedPolicy[];

  /**
   * Path of the roles, with a slash at both ends.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Fixed role names, `<prefix>-<provider>`, so that role ARNs in apps that are shipped already survive
   * refactoring. With slashes of an issuer's path as dashes; at most 64 characters in all.
   *
   * @default - generated names
   */
  readonly roleNamePrefix?: string;
}

/** Properties of `WebIdentityUsers`. */
export interface WebIdentityUsersProps extends WebIdentityRoleOptions {
  /** Who signs users in: at least one, each once, at most one with raw ids (without `userNamespace`). */
  readonly providers: WebIdentityProvider[];
}

/**
 * An app's signed-in users: one role per provider, at `<id>/<provider or issuer>`, whose trust policy
 * pins the audience. The roles may do nothing until something is granted: user data with
 * `UserTableGrants` and `UserBucketGrants`, all else with ordinary grants (`queue.grantSendMessages(users)`).
 *
 * To add a provider, add it to the list: no other role changes. To remove one, remove it: its role goes,
 * its users' data stays. A renamed issuer is a new provider with new keys: copy the data first.
 */
export class WebIdentityUsers extends Construct implements IWebIdentityUsers {
  /**
   * Users whose roles exist already, or are defined elsewhere. Their trust policies are yours to check:
   * pin the audience as `WebIdentityUsers` does. Of ids that are free text, empty ones and those that could reach
   * across keys or folders are denied DynamoDB and S3 on the roles.
   *
   * Throws if there is no role, a provider or a role comes twice, two providers have the same `userNamespace`, or a
   * role cannot be changed (`mutable: false`, another account).
   */
  static fromRoles(scope: Construct, id: string, roles: WebIdentityUserRole[]): IWebIdentityUsers {
    class Import extends Construct implements IWebIdentityUsers {
      readonly roles = roles;
      readonly grantPrincipal: iam.IPrincipal;

      constructor() {
        super(scope, id);
        const providers = roles.map(({ provider }) => provider);
        assertApart(`${this.node.path}: roles`, providers);
        assertRoles(`${this.node.path}: roles`, roles);
        for (const { provider, role } of roles) {
          for (const deny of idGuardrails(provider._definition, barredIds(provider, providers))) denyOn(role, role, deny);
        }
        this.grantPrincipal = new UsersPrincipal(this.node.path, roles);
        // Their trust policies are not ours: they are taken to pin the audience, and nothing else.
        watchRoleChoice(this, roles.map(({ provider, role }) => (
          { provider, role, conditions: { StringEquals: { ...provider._definition.audience } } }
        )));
        declareVouched(this, roles.map(({ role }) => role));
        watch(this);
      }
    }
    return new Import();
  }

  /**
   * All roles, for ordinary grants such as `queue.grantSendMessages(users)`.
   *
   * Refuses data actions of DynamoDB and S3, which would reach every user's data, and names the right grant.
   */
  readonly grantPrincipal: iam.IPrincipal;

  readonly roles: WebIdentityUserRole[];

  /**
   * Throws if there is no provider, one comes twice, two have the same `userNamespace`, or there are more
   * audiences than a trust policy holds (2,048 characters). Synthesis fails
   * if other roles of the app with other rights take the same tokens.
   */
  constructor(scope: Construct, id: string, props: WebIdentityUsersProps) {
    super(scope, id);
    assertApart(`${this.node.path}: providers`, props.providers);

    for (const { name, _definition: { audience } } of props.providers) {
      assertNoVariables(`${this.node.path}: ${name}`, Object.values(audience).flat(), this);
    }
    const { roleNamePrefix: prefix } = props;
    const names = prefix === undefined ? [] : props.providers.map((provider) => roleName(this.node.path, prefix, provider));
    assertDistinct(`${this.node.path}: roleNamePrefix`, names);
    const trusts = props.providers.map((provider) => trustConditions(provider._definition, barredIds(provider, props.providers)));
    trusts.forEach((conditions, i) => assertTrustQuota(`${this.node.path}: ${props.providers[i].name}`, conditions));
    this.roles = props.providers.map((provider, i) => {
      const { _definition: definition } = provider;
      const federated = definition.federatedPrincipal(this);
      const role = new iam.Role(this, definition.id, {
        description: description(definition),
        assumedBy: new iam.WebIdentityPrincipal(federated, trusts[i]),
        maxSessionDuration: props.maxSessionDuration,
        permissionsBoundary: props.permissionsBoundary,
        managedPolicies: props.managedPolicies,
        path: props.path,
        roleName: names[i],
      });
      trustSessionTags(role, federated, trusts[i], definition);
      return { provider, role };
    });
    this.grantPrincipal = new UsersPrincipal(this.node.path, this.roles);
    watchRoleChoice(this, this.roles.map(({ provider, role }, i) => ({ provider, role, conditions: trusts[i] })));
    watch(this);
  }

  /**
   * The role of one provider's users: the escape hatch for what no grant says.
   *
   * Throws if the provider is not one of these users'.
   */
  roleFor(provider: WebIdentityProvider): iam.IRole {
    const found = this.roles.find((role) => role.provider.name === provider.name);
    if (found === undefined) {
      throw new WebIdentityError({
        code: 'provider-unknown',
        where: `${this.node.path}: roleFor`,
        got: provider.name,
        want: `one of ${this.roles.map((role) => role.provider.name).join(', ')}`,
        fix: 'add the provider to these users',
      });
    }
    return found.role;
  }
}

function description({ name, group }: ProviderDefinition): string {
  return `Users signed in by ${name}${group === undefined ? '' : `, group ${group}`}`;
}

/** A raw id that is free text could be another provider's namespace, whose folder holds all its users'. */
function barredIds(provider: WebIdentityProvider, all: WebIdentityProvider[]): string[] {
  if (provider.userNamespace !== '') return [];
  return all.map((other) => other.userNamespace).filter((namespace) => namespace !== '').sort();
}
