import { worthKeeping } from './attempt';
import type { Reach } from './reach';
import { STRENGTH } from '../users/admission';

/** Of each row and column the most that was reached; a witness that is no accident is kept before one that is. */
export function bestOfRows(reaches: readonly Reach[]): Reach[] {
  const rows = new Map<string, Reach[]>();
  for (const reach of reaches) {
    const key = `${reach.row}\n${reach.access}\n${reach.column}\n${reach.isHypothetical === true}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [reach]);
    else row.push(reach);
  }
  return [...rows.values()].map(bestOf);
}

function bestOf(row: readonly Reach[]): Reach {
  if (row.length === 1) return row[0];
  const best = row.reduce((one, other) => (STRENGTH[other.answer] > STRENGTH[one.answer] ? other : one));
  return { ...best, actions: [...new Set(row.flatMap(({ actions }) => actions))], attempts: worthKeeping(row.flatMap(({ attempts }) => attempts)) };
}
