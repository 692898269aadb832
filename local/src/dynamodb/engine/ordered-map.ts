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

/** A map whose keys are kept in order, for ranges. dynalite's keys are hexadecimal text and names, so code unit order is theirs. */
export class OrderedMap<T> {
  private readonly values = new Map<string, T>();
  private readonly keys: string[] = [];

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  set(key: string, value: T): void {
    if (!this.values.has(key)) this.keys.splice(this.firstFrom(key), 0, key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (this.values.delete(key)) this.keys.splice(this.firstFrom(key), 1);
  }

  range(range: Range): Array<[string, T]> {
    const start = range.gte ? this.firstFrom(range.gte) : range.gt ? this.firstAfter(range.gt) : 0;
    const end = range.lte ? this.firstAfter(range.lte) : range.lt ? this.firstFrom(range.lt) : this.keys.length;
    const keys = this.limited(start, Math.max(start, end), range);
    return keys.map((key) => [key, this.values.get(key) as T]);
  }

  private limited(start: number, end: number, { limit = -1, reverse = false }: Range): string[] {
    const count = limit < 0 ? end - start : Math.min(limit, end - start);
    return reverse ? this.keys.slice(end - count, end).reverse() : this.keys.slice(start, start + count);
  }

  private firstFrom(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.keys[middle] < key) low = middle + 1; else high = middle;
    }
    return low;
  }

  private firstAfter(key: string): number {
    const index = this.firstFrom(key);
    return this.keys[index] === key ? index + 1 : index;
  }
}
