import { Mutation } from '../load-evaluator';

/** A change that changes no answer. */
export interface Equivalent extends Mutation {
  readonly change: string;
  readonly reason: string;
}

const of = (file: string, rows: readonly (readonly [owner: string, site: string, change: string, reason: string])[]): Equivalent[] =>
  rows.map(([owner, site, change, reason]) => ({ file, owner, site, change, reason }));

export const equivalents: readonly Equivalent[] = [
];
