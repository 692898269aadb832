import type { Reach } from './reach';
import type { Answer } from '../users/admission';

const STRENGTH: Readonly<Record<Answer, number>> = { refused: 0, unsure: 1, allowed: 2 };

/** Of each row and column the most that was reached; a witness that is no accident is kept before one that is. */
export function bestOfRows(reaches: readonly Reach[]): Reach[] {
  const best = new Map<string, Reach>();
  for (const reach of reaches) {
    const key = JSON.stringify([reach.row, reach.access, reach.column, reach.isHypothetical === true]);
    const known = best.get(key);
    const actions = [...new Set([...known?.actions ?? [], ...reach.actions])];
    best.set(key, { ...(known === undefined || STRENGTH[reach.answer] > STRENGTH[known.answer] ? reach : known), actions });
  }
  return [...best.values()];
}
