/** Bounds of a range of keys. */
export interface Range {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
  /** Negative: no limit. */
  readonly limit?: number;
}

/** Keys in one block: few enough to move at every insertion, and many enough for few blocks. */
const MAX_BLOCK = 512;

interface Position {
  readonly block: number;
  /** Within the block, or just behind its last key. */
  readonly offset: number;
}

/** How many of the first of them hold, where all that hold come first. */
function countWhile<E>(elements: readonly E[], holds: (element: E) => boolean): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(elements[middle])) low = middle + 1; else high = middle;
  }
  return low;
}

/** A map whose keys are kept in order, for ranges. The keys of items are hexadecimal text, so code unit order is theirs. */
export class OrderedMap<T> {
  private readonly values = new Map<string, T>();
  /** In order, and their keys as well; none is empty. */
  private readonly blocks: string[][] = [];

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  set(key: string, value: T): void {
    if (!this.values.has(key)) this.insert(key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (!this.values.delete(key)) return;
    const { block, offset } = this.firstFrom(key);
    this.blocks[block].splice(offset, 1);
    if (this.blocks[block].length === 0) this.blocks.splice(block, 1);
  }

  range(range: Range): Array<[string, T]> {
    const { limit = -1 } = range;
    const entries: Array<[string, T]> = [];
    if (limit === 0) return entries;
    for (const entry of this.each(range)) {
      entries.push(entry);
      if (entries.length === limit) break;
    }
    return entries;
  }

  /** Without regard to the limit. Nothing is set or deleted in between. */
  * each({ gte, gt, lte, lt, reverse = false }: Range): Iterable<[string, T]> {
    const start = gte ? this.firstFrom(gte) : gt ? this.firstAfter(gt) : { block: 0, offset: 0 };
    const end = lte ? this.firstAfter(lte) : lt ? this.firstFrom(lt) : { block: this.blocks.length, offset: 0 };
    for (const part of this.parts(start, end, reverse)) {
      for (const key of part) yield [key, this.values.get(key) as T];
    }
  }

  private* parts(start: Position, end: Position, reverse: boolean): Iterable<string[]> {
    const part = (block: number): string[] =>
      this.blocks[block]?.slice(block === start.block ? start.offset : 0, block === end.block ? end.offset : undefined) ?? [];
    if (reverse) for (let block = end.block; block >= start.block; block--) yield part(block).reverse();
    else for (let block = start.block; block <= end.block; block++) yield part(block);
  }

  private insert(key: string): void {
    const { block, offset } = this.firstFrom(key);
    const keys = this.blocks[block] ?? (this.blocks[block] = []);
    keys.splice(offset, 0, key);
    if (keys.length > MAX_BLOCK) this.blocks.splice(block + 1, 0, keys.splice(MAX_BLOCK / 2));
  }

  private firstFrom(key: string): Position {
    return this.position(key, (other) => other < key);
  }

  private firstAfter(key: string): Position {
    return this.position(key, (other) => other <= key);
  }

  /** Behind the keys that hold, in the block in which the key is, or would be. */
  private position(key: string, holds: (other: string) => boolean): Position {
    const block = Math.max(0, countWhile(this.blocks, ([first]) => first <= key) - 1);
    return { block, offset: countWhile(this.blocks[block] ?? [], holds) };
  }
}
