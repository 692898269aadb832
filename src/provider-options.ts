import type { RemovalPolicy } from 'aws-cdk-lib';

/** What every provider can be told. */
export interface WebIdentityProviderOptions {
  /**
   * Put before every user id: `google#<id>` in table keys, `google/<id>/` in folders. It keeps
   * users of several providers apart, whose ids may be equal. Keep it for the life of the data.
   *
   * A letter, then letters, digits, `-` or `_`, at most 64 characters. Of the providers of one
   * `WebIdentityUsers` at most one may have raw ids.
   *
   * @default - '': the raw id, as in AWS's examples
   */
  readonly userNamespace?: string;

  /**
   * Further conditions on the sign-in, ANDed to the audience: operator → condition key → value or
   * values, for example `{ 'ForAnyValue:StringLike': { 'login.example.com:amr': 'mfa' } }`.
   *
   * Keys are those that STS fills for the provider (`sub`, `amr`, `email`, claims of some shared
   * issuers), `sts:RoleAuthorizedByIdp` and the like, and global `aws:` keys. One that could never match,
   * or that touches the audience, is refused.
   *
   * @default - the audience, and for free-text user ids the bars that keep users apart
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
   */
  readonly conditions?: { [operator: string]: any };
}

/** Options of Login with Amazon. */
export interface LoginWithAmazonOptions extends WebIdentityProviderOptions {
  /**
   * Application ids of your app at Login with Amazon (`amzn1.application…`), 1 to 100. STS gives
   * credentials to tokens issued for these apps only.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html (`www.amazon.com:app_id`)
   */
  readonly appIds: string[];
}

/** Options of Facebook Login. */
export interface FacebookOptions extends WebIdentityProviderOptions {
  /**
   * App ids of your app at Facebook, 1 to 100. STS gives credentials to tokens issued for these apps only.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html (`graph.facebook.com:app_id`)
   */
  readonly appIds: string[];
}

/** Options of Google sign-in. */
export interface GoogleOptions extends WebIdentityProviderOptions {
  /**
   * OAuth client ids of your app, 1 to 100: pins `accounts.google.com:aud`, which holds the token's
   * `azp` where it has one, else its `aud`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
   */
  readonly clientIds: string[];

  /**
   * Pins `accounts.google.com:oaud`, the token's own `aud`: whom it was issued for. Give them where
   * they differ from the client ids, for example an Android app that asks for tokens for its web client.
   *
   * @default - the client ids
   */
  readonly audiences?: string[];
}

/** Options of any OpenID Connect provider. */
export interface OpenIdConnectOptions extends WebIdentityProviderOptions {
  /**
   * Issuer URL, exactly as in the `iss` claim: `https://`, no port, no query, path and trailing slash
   * kept, case kept, at most 255 characters. Literal text, since it becomes part of condition keys.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
   */
  readonly issuer: string;

  /**
   * Client ids of your app at the provider, 1 to 100 of at most 255 characters: pins `<issuer>:aud`,
   * which holds the token's `azp` where it has one, else its `aud`.
   */
  readonly clientIds: string[];

  /**
   * Pins `<issuer>:oaud`, the token's own `aud`. Without it, an API that your client got a token for
   * could trade that token for your user's credentials.
   *
   * @default - the client ids
   */
  readonly audiences?: string[];
}

/** Options of an OpenID Connect provider that this app defines in IAM. */
export interface NewOpenIdConnectOptions extends OpenIdConnectOptions {
  /**
   * SHA-1 thumbprints of the issuer's certificate authority, 40 hexadecimal digits each, at most 5.
   *
   * @default - IAM fetches them
   */
  readonly thumbprints?: string[];

  /**
   * What happens to the IAM OIDC provider when it leaves the stack. Deleting it locks out every role
   * that trusts the issuer, also those of other stacks.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Options of a Cognito identity pool. */
export interface CognitoIdentityPoolOptions extends WebIdentityProviderOptions {
  /**
   * Whether these users are the pool's guests, who did not sign in, instead of its signed-in users.
   *
   * @default false
   */
  readonly guests?: boolean;

  /**
   * Host of Cognito identity pools: principal and condition key prefix. GovCloud's and China's differ.
   *
   * @default - that of the pool's Region, `cognito-identity.amazonaws.com` where the Region is not known at synthesis
   */
  readonly host?: string;
}
