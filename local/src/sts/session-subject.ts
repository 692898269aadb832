import type { RequestContext } from '../iam/request';
import type { AwsClaims } from '../identity';

/** Who gets a session, and what IAM will know of them: the owner of a token, or the caller of AssumeRole. */
export interface SessionSubject extends Pick<AwsClaims, 'sessionTags' | 'transitiveTagKeys' | 'sourceIdentity'> {
  /** The provider that signed the user in; absent for a caller of AssumeRole. */
  readonly federated?: string;
  /** Condition keys that the provider gives to the session. */
  readonly sessionContext: RequestContext;
}
