import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { WebIdentityProvider } from './web-identity-provider';

/** The role that users of one provider assume. */
export interface WebIdentityUserRole {
  /** Who signs the users in. */
  readonly provider: WebIdentityProvider;
  /** What they assume. */
  readonly role: iam.IRole;
}

/** An app's signed-in users. */
export interface IWebIdentityUsers extends IConstruct, iam.IGrantable {
  /** One role per provider. */
  readonly roles: WebIdentityUserRole[];
}
