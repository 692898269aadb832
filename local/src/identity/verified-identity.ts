import type { AwsClaims } from './aws-claims';
import type { RequestContext } from '../iam/request';

/** A user whose token holds: what a trust policy may ask about, and what the session will know. */
export interface VerifiedIdentity extends AwsClaims {
  /** The `Federated` principal: a bare host for built-in providers, else the provider's ARN. Also `Provider` in STS's answer. */
  readonly federated: string;
  readonly subject: string;
  readonly audience: string;
  /** Condition keys while the trust policy is judged. */
  readonly context: RequestContext;
  /** Condition keys that live on in the session. */
  readonly sessionContext: RequestContext;
}
