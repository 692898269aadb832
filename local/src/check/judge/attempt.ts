import type { Asking } from './ask';
import type { Witness } from './witness';
import type { AuthorizationRequest } from '../../iam';
import type { Answer } from '../users/admission';

/** A request of one user, in IAM's terms, and what came of it. */
export interface Attempt {
  readonly asking: Asking;
  readonly requests: readonly AuthorizationRequest[];
  readonly answer: Answer;
  readonly witness: () => Witness;
}
