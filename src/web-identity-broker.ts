import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { assertGroupName } from './checks/group-name';
import { assertUserPoolAlone } from './checks/user-pool-alone';
import type { BrokeredPool } from './providers/cognito-identity-pool';
import { SUB_TAG } from './providers/cognito-identity-pool';
import { identityPoolLogins } from './providers/identity-pool-logins';
import { roleMappings } from './providers/identity-pool-role-mappings';
import { watchClassicFlow } from './watch/classic-flow';
import { WebIdentityProvider } from './web-identity-provider';
import type { WebIdentityRoleOptions } from './web-identity-users';
import { WebIdentityUsers } from './web-identity-users';

/** Which id of a broker's users stands in keys and folders. */
export enum BrokerUserId {
  /** The identity id (`region:uuid`) of the identity pool: one id wherever a user signs in. */
  IDENTITY_ID = 'identityId',

  /**
   * The `sub` (a UUID) of the user pool, as a backend behind a user pool authorizer knows it. The identity pool puts it on
   * the session as a tag, and the roles take no other tag.
   *
   * It costs: no other provider, since a `sub` of one may be that of another; no guests, and so no guest who signs in later and
   * keeps their data; and each user pool is a world of its own, whose users' data a new pool cannot reach.
   */
  USER_POOL_SUB = 'sub',
}

/** Options of a group of a broker's users. */
export interface BrokerGroupOptions {
  /**
   * Which group counts for a user of several: the one with the lowest number, 0 or more.
   *
   * @default - groups count in the order in which they are added
   */
  readonly precedence?: number;

  /**
   * What the group is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Properties of `WebIdentityBroker`. */
export interface WebIdentityBrokerProps extends WebIdentityRoleOptions {
  /**
   * User pool that signs users up and in.
   *
   * @default - a new pool: users sign up themselves, with their e-mail address
   */
  readonly userPool?: cognito.IUserPool;

  /**
   * The app's client of the user pool.
   *
   * @default - a new client without secret, and without OAuth: no hosted sign-in page
   */
  readonly userPoolClient?: cognito.IUserPoolClient;

  /**
   * Providers whose tokens the identity pool takes besides those of the user pool. Their `userNamespace`
   * plays no part: behind the broker every user has an identity id. Of OpenID Connect providers the pool itself
   * checks `azp` against the client ids in IAM; rules of the pool hold `aud` to the client ids given here.
   *
   * @default - the user pool only
   */
  readonly providers?: WebIdentityProvider[];

  /**
   * Whether users may come without signing in. They get a role of their own, which may do nothing until
   * something is granted to `guests`: whoever knows a guest's identity id can become that guest.
   *
   * @default false
   */
  readonly allowGuests?: boolean;

  /**
   * Which id stands in keys and folders. To change it is to give every user other keys: copy the data first.
   *
   * @default BrokerUserId.IDENTITY_ID
   */
  readonly userId?: BrokerUserId;

  /**
   * What happens to the pools when they leave the stack. With the identity pool go the identity ids, and
   * with them the way to everybody's data.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Cognito as broker between app and providers: a user pool, and an identity pool that gives every user,
 * wherever they sign in, one identity id (`region:uuid`). That id, not the `sub` of the user pool, is the
 * user id in keys and folders, unless `userId` says otherwise.
 *
 * The classic flow is off: it skips the limits on guests. Credentials last an hour. Cognito Sync, which
 * pushed data to a user's devices, is closed to new customers: own items in a `WebIdentityGameTable` take its place.
 */
export class WebIdentityBroker extends Construct {
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  readonly identityPool: cognito.IIdentityPoolRef;

  /** Signed-in users: grant them what they own. */
  readonly users: WebIdentityUsers;

  /** Guests, where they are allowed. They own nothing unless you grant it. */
  readonly guests?: WebIdentityUsers;

  /** Which id stands in keys and folders. */
  readonly userId: BrokerUserId;

  private readonly pool: cognito.CfnIdentityPool;
  private readonly roleOptions: WebIdentityRoleOptions;
  private readonly groups = new Map<string, WebIdentityUsers>();

  /**
   * Throws if a provider cannot be brokered: several app ids of one provider, audiences that differ from the client ids,
   * more than 25 of them, further conditions, or another identity pool; and if the user pool's `sub` shall be the user id
   * beside other providers or guests.
   */
  constructor(scope: Construct, id: string, props: WebIdentityBrokerProps = {}) {
    super(scope, id);
    const {
      userPool, userPoolClient, providers, allowGuests, userId = BrokerUserId.IDENTITY_ID, removalPolicy = RemovalPolicy.RETAIN, ...roles
    } = props;
    if (userId === BrokerUserId.USER_POOL_SUB) assertUserPoolAlone(this.node.path, providers ?? [], allowGuests ?? false);
    this.userId = userId;
    this.roleOptions = roles;

    this.userPool = userPool ?? new cognito.UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      removalPolicy,
    });
    this.userPoolClient = userPoolClient ?? this.userPool.addClient('App', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      // CDK's default would be the implicit flow, back to https://example.com.
      disableOAuth: true,
    });

    const identityPool = new cognito.CfnIdentityPool(this, 'IdentityPool', {
      allowUnauthenticatedIdentities: allowGuests ?? false,
      allowClassicFlow: false,
      cognitoIdentityProviders: [{
        clientId: this.userPoolClient.userPoolClientId,
        providerName: this.userPool.userPoolProviderName,
        serverSideTokenCheck: true,
      }],
      ...identityPoolLogins(this, providers ?? []),
    });
    identityPool.applyRemovalPolicy(removalPolicy);
    this.identityPool = this.pool = identityPool;

    this.users = new WebIdentityUsers(this, 'Users', { ...roles, providers: [this.provider({})] });
    this.guests = allowGuests ? new WebIdentityUsers(this, 'Guests', {
      ...roles,
      // Two roles cannot have one name.
      roleNamePrefix: roles.roleNamePrefix === undefined ? undefined : `${roles.roleNamePrefix}-guests`,
      providers: [WebIdentityProvider.cognitoIdentityPool(identityPool, { guests: true })],
    }) : undefined;
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: identityPool.ref,
      roles: {
        authenticated: this.users.roles[0].role.roleArn,
        ...(this.guests && { unauthenticated: this.guests.roles[0].role.roleArn }),
      },
      roleMappings: Lazy.any({
        produce: () => roleMappings(this, providers ?? [], this.users.roles[0].role.roleArn, this.groups.size === 0 ? undefined : this.userPoolLogin),
      }),
    });
    if (userId === BrokerUserId.USER_POOL_SUB) {
      new cognito.CfnIdentityPoolPrincipalTag(this, 'PrincipalTags', {
        identityPoolId: identityPool.ref,
        identityProviderName: this.userPool.userPoolProviderName,
        principalTags: { [SUB_TAG]: 'sub' },
        useDefaults: false,
      });
    }
  }

  /**
   * Adds a group to the user pool, and gives its members a role of their own, at `<id>/Group-<name>/cognito`, in place of that of
   * `users`: moderators, admins. Grant it all that its members may do; what is granted to `users` is not theirs. Their user ids stay, so
   * `ownItems` gives them the items that they had.
   *
   * The identity pool chooses the role by the token's `cognito:preferred_role`, which the user pool writes. A user cannot choose, as the
   * classic flow is off. Members get the role with the next sign-in; credentials that they have last an hour.
   *
   * Throws if the group is there already, or its name is not a plain text of up to 128 characters.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
   */
  addGroup(name: string, options: BrokerGroupOptions = {}): WebIdentityUsers {
    assertGroupName(`${this.node.path}: addGroup`, name, [...this.groups.keys()]);
    const { roleNamePrefix } = this.roleOptions;
    const members = new WebIdentityUsers(this, `Group-${name}`, {
      ...this.roleOptions,
      // Two roles cannot have one name.
      roleNamePrefix: roleNamePrefix === undefined ? undefined : `${roleNamePrefix}-${name}`,
      providers: [this.provider({ group: name })],
    });
    new cognito.CfnUserPoolGroup(members, 'Group', {
      userPoolId: this.userPool.userPoolId,
      groupName: name,
      description: options.description,
      precedence: options.precedence ?? this.groups.size,
      roleArn: members.roles[0].role.roleArn,
    });
    if (this.groups.size === 0) watchClassicFlow(this.pool);
    this.groups.set(name, members);
    return members;
  }

  private provider(brokered: BrokeredPool): WebIdentityProvider {
    return WebIdentityProvider._brokered(this.pool, {}, { ...brokered, subAsUserId: this.userId === BrokerUserId.USER_POOL_SUB });
  }

  /** The user pool and the app's client of it, as role mappings name them. */
  private get userPoolLogin(): string {
    return `${this.userPool.userPoolProviderName}:${this.userPoolClient.userPoolClientId}`;
  }
}
