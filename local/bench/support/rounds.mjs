/** Fewer rounds say little on a machine with other work. */
const ROUNDS = 11;

/**
 * Runs the two sides in turn, in alternating order, so that what else the machine does weighs on
 * both, and gives the median of what `compare` makes of each pair. `shown` is the one number of a side that is printed.
 */
export async function paired(label, { one, other, compare = (a, b) => a / b, shown = (value) => value, rounds = ROUNDS }) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) {
    const values = new Map();
    for (const [name, act] of round % 2 === 0 ? [['one', one], ['other', other]] : [['other', other], ['one', one]]) values.set(name, await act());
    results.push({ one: values.get('one'), other: values.get('other'), compared: compare(values.get('one'), values.get('other')) });
  }
  const range = (key) => results.map((result) => (key === 'compared' ? result[key] : shown(result[key]))).sort((a, b) => a - b);
  for (const key of ['one', 'other', 'compared']) {
    const sorted = range(key);
    console.error(`${label} ${key}: median ${median(sorted).toPrecision(4)}, range ${sorted[0].toPrecision(4)} to ${sorted.at(-1).toPrecision(4)}`);
  }
  return median(range('compared'));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds of an act, the median of several. */
export async function typicalMs(act, times) {
  const durations = [];
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    await act(i);
    durations.push(performance.now() - start);
  }
  return median(durations);
}
