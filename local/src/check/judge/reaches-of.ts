import type { StatementPlace } from './ask';
import { worthKeeping, type Attempt } from './attempt';
import type { Reach } from './reach';
import { STRENGTH } from '../users/admission';

/** An attempt, and where in the matrix it stands. */
export interface Judged extends Pick<Reach, 'row' | 'actions' | 'access' | 'column' | 'isHypothetical'> {
  readonly attempt: Attempt;
  readonly by?: StatementPlace;
}

/** Attempts of one class at one resource, row by row. */
export function reachesOf({ users, resource }: Pick<Reach, 'users' | 'resource'>, judged: readonly Judged[]): Reach[] {
  const rows = new Map<string, Judged[]>();
  for (const one of judged) {
    const key = `${one.row}\n${one.access}\n${one.column}\n${one.isHypothetical === true}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [one]);
    else row.push(one);
  }
  return [...rows.values()].map((row): Reach => {
    const best = row.reduce((one, other) => (STRENGTH[other.attempt.answer] > STRENGTH[one.attempt.answer] ? other : one));
    const { row: name, access, column, isHypothetical, by, attempt: { answer } } = best;
    const actions = [...new Set(row.flatMap((one) => one.actions))];
    const attempts = worthKeeping(row.map(({ attempt }) => attempt));
    return { users, resource, row: name, access, column, isHypothetical, by, answer, actions, attempts };
  });
}
