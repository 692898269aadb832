import BTree from 'sorted-btree';
import type { Attributes } from '../../dynamodb/values/attribute-value';

/** Items, or what an index shows of them, by the text of their key: hexadecimal, so code unit order is theirs. */
export type Rows = BTree<string, Attributes>;

/** Bounds of a range of keys. */
export interface Range {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
}

export function emptyRows(): Rows {
  return new BTree<string, Attributes>(undefined, (left, right) => (left < right ? -1 : Number(left > right)));
}

/** An empty bound is none. Nothing is set or deleted in between. */
export function* rowsIn(rows: Rows, { gte, gt, lte, lt, reverse = false }: Range): Iterable<[string, Attributes]> {
  const [low, high] = [gte || gt || undefined, lte || lt || undefined];
  const isBeyond = reverse ? (key: string) => low !== undefined && key < low : (key: string) => high !== undefined && key > high;
  const isLeftOut = (key: string) => (!gte && key === gt) || (!lte && key === lt);
  for (const row of reverse ? rows.entriesReversed(high) : rows.entries(low)) {
    if (isBeyond(row[0])) return;
    if (!isLeftOut(row[0])) yield row;
  }
}
