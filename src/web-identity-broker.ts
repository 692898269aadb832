import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { identityPoolLogins } from './providers/identity-pool-logins';
import { roleMappings } from './providers/identity-pool-role-mappings';
import { WebIdentityProvider } from './web-identity-provider';
import type { WebIdentityRoleOptions } from './web-identity-users';
import { WebIdentityUsers } from './web-identity-users';

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
 * user id in keys and folders.
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

  /**
   * Throws if a provider cannot be brokered: several app ids of one provider, audiences that differ from the client ids,
   * more than 25 of them, further conditions, or another identity pool.
   */
  constructor(scope: Construct, id: string, props: WebIdentityBrokerProps = {}) {
    super(scope, id);
    const { userPool, userPoolClient, providers, allowGuests, removalPolicy = RemovalPolicy.RETAIN, ...roles } = props;

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
    this.identityPool = identityPool;

    this.users = new WebIdentityUsers(this, 'Users', { ...roles, providers: [WebIdentityProvider.cognitoIdentityPool(identityPool)] });
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
      roleMappings: roleMappings(this, providers ?? [], this.users.roles[0].role.roleArn),
    });
  }
}
