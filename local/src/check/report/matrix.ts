import type { Analysis } from '../analysis';
import type { Reach } from '../judge/reach';

/** `shared`: it was declared, or is named for everybody by what is nobody's own. */
export type Cell = 'allowed' | 'refused' | 'shared' | 'unevaluated';

export const COLUMNS = ['own', 'others', 'hidden', 'everything'] as const;
export type MatrixColumn = (typeof COLUMNS)[number];

/** What is said above the columns. */
export const TITLES: Readonly<Record<MatrixColumn, string>> = {
  own: 'own', others: 'another user\'s', hidden: 'attributes in no list', everything: 'everything at once',
};

export interface MatrixRow {
  readonly role: string;
  readonly users: string;
  readonly resource: string;
  readonly kind: Reach['resource']['kind'];
  /** What is done. */
  readonly row: string;
  /** Absent where there is nothing to judge. */
  readonly cells: Readonly<Partial<Record<MatrixColumn, Cell>>>;
}

export type Matrix = readonly MatrixRow[];

/** What is done, by whose data it is done to. */
export function matrixOf({ reaches }: Analysis): Matrix {
  const rows = new Map<string, MatrixRow & { cells: Partial<Record<MatrixColumn, Cell>> }>();
  for (const reach of reaches.filter(({ isHypothetical }) => !isHypothetical)) {
    const { users, resource, row } = reach;
    const key = JSON.stringify([users.role.path, users.name, resource.arn, row]);
    const known = rows.get(key) ?? { role: users.role.path, users: users.name, resource: resource.path, kind: resource.kind, row, cells: {} };
    const column = columnOf(reach);
    known.cells[column] = stronger(known.cells[column], cellOf(reach));
    rows.set(key, known);
  }
  return [...rows.values()].sort((a, b) => order(a).localeCompare(order(b)));
}

function order({ resource, role, users }: MatrixRow): string {
  return JSON.stringify([resource, role, users]);
}

/** What was named for everybody, or declared, is another user's that is shared. */
export function columnOf({ column }: Pick<Reach, 'column'>): MatrixColumn {
  return column === 'named' || column === 'shared' ? 'others' : column;
}

export function cellOf({ column, answer }: Pick<Reach, 'column' | 'answer'>): Cell {
  if (answer === 'refused') return 'refused';
  if (answer === 'unsure') return 'unevaluated';
  return column === 'named' || column === 'shared' ? 'shared' : 'allowed';
}

/** What counts more where several requests make one cell. */
export const WEIGHT: Readonly<Record<Cell, number>> = { refused: 0, shared: 1, unevaluated: 2, allowed: 3 };

function stronger(a: Cell | undefined, b: Cell): Cell {
  return a === undefined || WEIGHT[b] > WEIGHT[a] ? b : a;
}
