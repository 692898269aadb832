import type { StatementPlace } from './ask';
import type { Attempt } from './attempt';
import type { Witness } from './witness';
import type { Place } from '../reading/model';
import type { Answer } from '../users/admission';
import type { UserClass } from '../users/user-class';

/**
 * Whose data: one's own; another user's; what is nobody's own but was named (a folder, a key); all of a resource at once; attributes
 * that are in no list; what was declared to be shared.
 */
export type Column = 'own' | 'others' | 'named' | 'everything' | 'hidden' | 'shared';

export type Access = 'read' | 'write';

/** What the users of a class come by, one row and one column of the matrix. */
export interface Reach {
  readonly users: UserClass;
  readonly resource: Place & { readonly arn: string; readonly kind: 'table' | 'bucket' | 'queue' };
  /** What is done, for people. */
  readonly row: string;
  /** IAM's names of it. */
  readonly actions: readonly string[];
  readonly access: Access;
  readonly column: Column;
  readonly answer: Answer;
  readonly by?: StatementPlace;
  /** Every request of it that is not refused; where all are, one that a client can send, or any. */
  readonly attempts: readonly Attempt[];
  /** Two users' keys can be one: the witness names a key that is its sender's own, too. */
  readonly isCollision?: boolean;
  /** The session's name decides, which its user chooses. */
  readonly isCallerChosen?: boolean;
  /** Nothing that a client can send today: an action or a key that may be left out one day. */
  readonly isHypothetical?: boolean;
  /** Why it is unsure. */
  readonly reason?: string;
}

/** The request that shows it best: of what is refused there is none. */
export function shownBy({ attempts, answer }: Pick<Reach, 'attempts' | 'answer'>): Witness | undefined {
  return answer === 'refused' ? undefined : attempts.find((one) => one.answer === answer)?.witness();
}
