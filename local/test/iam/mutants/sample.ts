/** The first `count` of an order that the seed alone decides. */
export function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  let state = seed;
  const random = () => {
    // Lehmer's generator: good enough to pick from a list.
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  return all.map(one => [random(), one] as const).sort(([a], [b]) => a - b).slice(0, count).map(([, one]) => one);
}
