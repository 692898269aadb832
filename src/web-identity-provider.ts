import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type {
  CognitoIdentityPoolOptions, FacebookOptions, GoogleOptions, LoginWithAmazonOptions, NewOpenIdConnectOptions, OpenIdConnectOptions,
} from './provider-options';
import { type BrokeredPool, cognitoIdentityPool } from './providers/cognito-identity-pool';
import type { ProviderDefinition } from './providers/definition';
import { facebook } from './providers/facebook';
import { google } from './providers/google';
import { loginWithAmazon } from './providers/login-with-amazon';
import { newOpenIdConnect, openIdConnectFromConstruct, openIdConnectFromIssuer } from './providers/open-id-connect';

/**
 * Who signs users in. A value, made by one of the static methods; roles and trust policies are
 * derived from it by `WebIdentityUsers`.
 *
 * Every provider pins the audience: a token that was issued to another app is refused.
 */
export class WebIdentityProvider {
  /**
   * Login with Amazon. STS knows it; no IAM OIDC provider is defined.
   *
   * Throws if `appIds` is empty or holds a wildcard or a blank.
   */
  static loginWithAmazon(options: LoginWithAmazonOptions): WebIdentityProvider {
    return new WebIdentityProvider(loginWithAmazon(options));
  }

  /**
   * Facebook. STS knows it; no IAM OIDC provider is defined.
   *
   * Throws if `appIds` is empty or holds a wildcard or a blank.
   */
  static facebook(options: FacebookOptions): WebIdentityProvider {
    return new WebIdentityProvider(facebook(options));
  }

  /**
   * Google. STS knows it; no IAM OIDC provider is defined.
   *
   * Throws if `clientIds` is empty or holds a wildcard or a blank.
   */
  static google(options: GoogleOptions): WebIdentityProvider {
    return new WebIdentityProvider(google(options));
  }

  /**
   * Any OpenID Connect provider. Defines `AWS::IAM::OIDCProvider` once per top-level stack and issuer;
   * the client ids of several calls are merged.
   *
   * Throws if the issuer is not a plain https URL or belongs to a provider that STS knows by itself.
   * Synthesis fails if the app defines the issuer twice for one account.
   */
  static openIdConnect(options: NewOpenIdConnectOptions): WebIdentityProvider {
    return new WebIdentityProvider(newOpenIdConnect(options));
  }

  /**
   * An OpenID Connect provider whose IAM resource is defined elsewhere: pass the construct.
   * Register the client ids (the tokens' `azp`) there.
   */
  static fromOpenIdConnectProvider(provider: iam.IOIDCProviderRef, options: OpenIdConnectOptions): WebIdentityProvider {
    return new WebIdentityProvider(openIdConnectFromConstruct(provider, options));
  }

  /**
   * An OpenID Connect provider that exists in the account already: its ARN follows from the issuer.
   * Register the client ids (the tokens' `azp`) there.
   */
  static fromOpenIdConnectIssuer(options: OpenIdConnectOptions): WebIdentityProvider {
    return new WebIdentityProvider(openIdConnectFromIssuer(options));
  }

  /**
   * Users of a Cognito identity pool. Their id is the identity id (`region:uuid`), not the `sub` of a user pool.
   *
   * Trusts the pool's signed-in users or, with `guests`, its guests; never both.
   */
  static cognitoIdentityPool(pool: cognito.IIdentityPoolRef, options: CognitoIdentityPoolOptions = {}): WebIdentityProvider {
    return new WebIdentityProvider(cognitoIdentityPool(pool, options));
  }

  /** @internal */
  static _brokered(pool: cognito.IIdentityPoolRef, options: CognitoIdentityPoolOptions, brokered: BrokeredPool): WebIdentityProvider {
    return new WebIdentityProvider(cognitoIdentityPool(pool, options, brokered));
  }

  /** `amazon`, `facebook`, `google`, `cognito` or the issuer URL. */
  readonly name: string;

  /** What is put before every user id; `''` for raw ids. */
  readonly userNamespace: string;

  /** The policy variable that holds the user's id, for example `${www.amazon.com:user_id}`. */
  readonly userIdVariable: string;

  /** @internal */
  readonly _definition: ProviderDefinition;

  private constructor(definition: ProviderDefinition) {
    this._definition = definition;
    this.name = definition.name;
    this.userNamespace = definition.userNamespace;
    this.userIdVariable = `\${${definition.userIdKey}}`;
  }
}
