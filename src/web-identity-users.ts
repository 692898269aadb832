import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { trustConditions } from './access/trust';
import { WebIdentityError } from './private/errors';
import { WebIdentityProvider } from './web-identity-provider';

/** Options of the roles that signed-in users assume. */
export interface WebIdentityRoleOptions {
  /**
   * How long a user's temporary credentials may last at most, 1 to 12 hours. An app asks for one
   * hour unless it says otherwise.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

/** Properties of `WebIdentityUsers`. */
export interface WebIdentityUsersProps extends WebIdentityRoleOptions {
  /** Who signs users in: at least one, each once, at most one with raw ids (without `userNamespace`). */
  readonly providers: WebIdentityProvider[];
}

/** The role that users of one provider assume. */
export interface WebIdentityUserRole {
  readonly provider: WebIdentityProvider;
  readonly role: iam.IRole;
}

/** An app's signed-in users. */
export interface IWebIdentityUsers extends IConstruct {
  /** One role per provider. */
  readonly roles: WebIdentityUserRole[];
}

/**
 * An app's signed-in users: one role per provider, at `<id>/<provider or issuer>`, whose trust policy
 * pins the audience. The roles may do nothing until something is granted.
 */
export class WebIdentityUsers extends Construct implements IWebIdentityUsers {
  readonly roles: WebIdentityUserRole[];

  constructor(scope: Construct, id: string, props: WebIdentityUsersProps) {
    super(scope, id);
    assertApart(this, props.providers);

    this.roles = props.providers.map((provider) => ({ provider, role: this.defineRole(provider, props) }));
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

  private defineRole(provider: WebIdentityProvider, props: WebIdentityUsersProps): iam.Role {
    const definition = provider._definition;
    // A raw id that is free text could be another provider's namespace, whose folder holds all its users'.
    const barredIds = props.providers.map((other) => other.userNamespace)
      .filter((namespace) => namespace !== '' && provider.userNamespace === '').sort();
    return new iam.Role(this, definition.id, {
      description: `Users signed in by ${provider.name}`,
      assumedBy: new iam.WebIdentityPrincipal(definition.federatedPrincipal(this), trustConditions(definition, barredIds)),
      maxSessionDuration: props.maxSessionDuration,
    });
  }
}

/** Ids of two providers may be equal, so each provider's users get keys of their own (rule: at most one is raw). */
function assertApart(users: WebIdentityUsers, providers: WebIdentityProvider[]): void {
  const where = `${users.node.path}: providers`;
  const refuse = (code: string, got: unknown, want: string, fix: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix });
  };

  if (providers.length === 0) refuse('providers-empty', [], 'at least one provider', 'for example WebIdentityProvider.loginWithAmazon({ appIds: [...] })');
  providers.forEach((provider, i) => {
    const before = providers.slice(0, i);
    if (before.some((other) => other.name === provider.name)) {
      refuse('provider-twice', provider.name, 'each provider once', 'merge its app ids or client ids into one provider');
    }
    const twin = before.find((other) => other.userNamespace === provider.userNamespace);
    if (twin === undefined) return;
    if (provider.userNamespace === '') {
      refuse('raw-ids-twice', `raw user ids from ${twin.name} and ${provider.name}`, 'at most one provider with raw ids',
        `give ${provider.name} a userNamespace: equal ids of two providers would share data`);
    }
    refuse('namespace-twice', `userNamespace ${JSON.stringify(provider.userNamespace)} for ${twin.name} and ${provider.name}`,
      'a namespace of its own for each provider', 'equal ids of two providers would share data');
  });
}
