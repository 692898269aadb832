/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Key of the last item, where more come behind it. */
  readonly last?: string;
}

/**
 * The page behind the item with the key `after`. In a list in the order of its keys that one need not be there any more, so
 * that pages hold whatever comes and goes meanwhile.
 */
export function page<T>(all: readonly T[], keyOf: (one: T) => string, after: string | undefined, size: number): Page<T> {
  const start = after === undefined ? 0 : startBehind(all.map(keyOf), after);
  const items = all.slice(start, start + size);
  return start + items.length < all.length ? { items, last: keyOf(items[items.length - 1]) } : { items };
}

function startBehind(keys: readonly string[], after: string): number {
  const found = keys.indexOf(after);
  if (found >= 0) return found + 1;
  const next = keys.findIndex((key) => key > after);
  return next < 0 ? keys.length : next;
}
