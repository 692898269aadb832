import { rate } from './players.mjs';
import { median, paired } from './rounds.mjs';

/**
 * Puts and gets per second of the enforcing client ÷ those of the bare one, with the echo's as the ceiling beside them.
 * `put` and `get` take a client and a number; each stretch is of `times` acts, after `warmUp` of them.
 */
export async function enforcedRatio(label, { enforcing, bare, echo, put, get, times, warmUp }) {
  const both = async (client, count) => ({ put: await rate((i) => put(client, i), count), get: await rate((i) => get(client, i), count) });
  for (const client of [enforcing, bare, echo]) await both(client, warmUp);
  const [ceilings, puts, gets] = [[], [], []];
  await paired(label, {
    one: () => both(enforcing, times),
    other: async () => {
      ceilings.push(await both(echo, times));
      return both(bare, times);
    },
    compare: (enforced, plain) => {
      puts.push(enforced.put / plain.put);
      gets.push(enforced.get / plain.get);
      return Math.min(enforced.put / plain.put, enforced.get / plain.get);
    },
    shown: (rates) => (rates.put + rates.get) / 2,
  });
  console.error(`${label}: put ${median(puts).toPrecision(3)}, get ${median(gets).toPrecision(3)} (medians)`);
  console.error(`${label} echo ceiling: put ${median(ceilings.map((one) => one.put)).toFixed()}, get ${median(ceilings.map((one) => one.get)).toFixed()} per second`);
  // Of the two the worse: neither may pay for the other.
  return Math.min(median(puts), median(gets));
}
