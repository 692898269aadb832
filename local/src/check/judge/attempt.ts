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

/** Every one that is not refused; where all are, one of them. */
export function worthKeeping(attempts: readonly Attempt[]): readonly Attempt[] {
  const through = attempts.filter(({ answer }) => answer !== 'refused');
  return through.length > 0 ? through : attempts.slice(0, 1);
}
