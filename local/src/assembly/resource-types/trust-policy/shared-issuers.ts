import { isEverybody, tenancyOf, type Tenancy } from '../../../identity/issuer-facts';

/** A provider that many customers of its owner share: only a claim tells them apart. */
export interface SharedIssuer extends Tenancy {
  /** How IAM names the principal in what it answers. */
  readonly name: string;
}

/** What IAM demands of a statement that trusts the principal: the ARN of an OIDC provider. GitHub's is named whole. */
export function sharedIssuer(principal: string): SharedIssuer | undefined {
  const issuer = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/s.exec(principal)?.[1];
  const tenancy = issuer === undefined ? undefined : tenancyOf(issuer);
  return tenancy && { ...tenancy, name: tenancy.keys.length > 1 ? principal : issuer! };
}

/** An identity pool's id is the audience of its tokens, and every pool has the same issuer. */
export function cognitoAsShared(host: string): SharedIssuer {
  return { keys: [`${host}:aud`], name: host, isOpen: isEverybody };
}
