/** An `AWS::IAM::OIDCProvider` of the account. */
export interface OidcProvider {
  readonly arn: string;
  /** Issuer URL with `https://`; path and trailing slash are significant. */
  readonly url: string;
  /** Audiences (`azp`, else `aud`) that the account accepts from this issuer. */
  readonly clientIds: readonly string[];
}
