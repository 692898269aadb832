import BTree from 'sorted-btree';

/** By dynalite's keys, hexadecimal text and names, in their order: that of code units. */
export type Rows = BTree<string, object>;

/** Bounds of a range as dynalite's actions state them for a level database. */
export interface Range {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
  /** Negative: no limit. */
  readonly limit?: number;
}

export function emptyRows(): Rows {
  return new BTree<string, object>(undefined, (left, right) => (left < right ? -1 : Number(left > right)));
}

/** An empty bound is none. */
export function rowsIn(rows: Rows, { gte, gt, lte, lt, limit = -1, reverse = false }: Range): [string, object][] {
  const [low, high] = [gte || gt || undefined, lte || lt || undefined];
  const isBeyond = reverse ? (key: string) => low !== undefined && key < low : (key: string) => high !== undefined && key > high;
  const isLeftOut = (key: string) => (!gte && key === gt) || (!lte && key === lt);
  const found: [string, object][] = [];
  for (const row of reverse ? rows.entriesReversed(high) : rows.entries(low)) {
    if (found.length === limit || isBeyond(row[0])) break;
    if (!isLeftOut(row[0])) found.push(row);
  }
  return found;
}
