/** What is at the same path as another, for lack of a manifest that tells, is named after its stack as well. */
export function distinctPaths<T extends { readonly path: string; readonly stack: string }>(all: readonly T[]): T[] {
  const times = new Map<string, number>();
  for (const { path } of all) times.set(path, (times.get(path) ?? 0) + 1);
  return all.map((one) => (times.get(one.path) === 1 ? one : { ...one, path: `${one.stack}/${one.path}` }));
}
