import type { StatementPlace } from './ask';
import type { Attempt } from './attempt';
import { bestOfRows } from './best-of-rows';
import type { Reach } from './reach';
import type { Answer } from '../users/admission';

/** An attempt, and where in the matrix it stands. */
export interface Judged extends Pick<Reach, 'row' | 'actions' | 'access' | 'column' | 'isHypothetical'> {
  readonly attempt: Attempt;
  readonly by?: StatementPlace;
}

/** Attempts of one class at one resource, row by row. */
export function reachesOf({ users, resource }: Pick<Reach, 'users' | 'resource'>, judged: readonly Judged[]): Reach[] {
  return bestOfRows(judged.map(({ attempt, ...about }): Reach => ({ ...about, users, resource, answer: attempt.answer, attempts: [attempt] })))
    .map((reach) => (reach.answer === 'refused' ? reach : { ...reach, witness: strongest(reach.attempts, reach.answer)?.witness() }));
}

function strongest(attempts: readonly Attempt[], answer: Answer): Attempt | undefined {
  return attempts.find((one) => one.answer === answer);
}
