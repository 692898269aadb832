// Processor time of the server per put and per get through the AWS SDK: the local cloud, with every signature and policy checked ÷ a bare dynalite server.
import { cpuMs } from '../support/cpu.mjs';
import { ANY_KEYS, credentialsOf, dynamodb, get, put, rate, refusesOthers } from '../support/players.mjs';
import { startDynalite, startLocalCloud } from '../support/processes.mjs';
import { median, paired } from '../support/rounds.mjs';

/** Enough that a tick of the clock is nothing of a stretch. */
const TIMES = 1500;
/** Until V8 has compiled what both servers run. */
const WARM_UP = 3000;
const [USER, OTHER] = ['alice', 'bob'];
const game = (i) => `game ${i % 50}`;

export default { unit: 'ratio', target: 0.95, measure };

async function measure() {
  const servers = [await startLocalCloud(), await startDynalite()];
  const [cloud, bareServer] = servers;
  const credentials = await credentialsOf(cloud, USER);
  const sides = [[dynamodb(cloud.endpoint, credentials), cloud.pid], [dynamodb(bareServer.endpoint, ANY_KEYS), bareServer.pid]];
  try {
    for (const [client] of sides) await both(client, WARM_UP, (act, times) => rate(act, times));
    const [enforcing, bare] = sides.map(([client, pid]) => () => both(client, TIMES, (act, times) => perAct(act, times, pid)));
    const [puts, gets] = [[], []];
    await paired('enforced_cpu_ratio', {
      one: enforcing,
      other: bare,
      compare: (enforced, plain) => {
        puts.push(enforced.put / plain.put);
        gets.push(enforced.get / plain.get);
        return Math.max(enforced.put / plain.put, enforced.get / plain.get);
      },
      shown: (times) => (times.put + times.get) / 2,
    });
    console.error(`enforced_cpu_ratio: put ${median(puts).toPrecision(3)}, get ${median(gets).toPrecision(3)} (medians)`);
    await refusesOthers(sides[0][0], cloud, credentials, USER, OTHER);
    // Of the two the worse: neither may pay for the other.
    return Math.max(median(puts), median(gets));
  } finally {
    sides.forEach(([client]) => client.destroy());
    for (const server of servers) await server.stop();
  }
}

const both = async (client, times, of) => ({
  put: await of((i) => put(client, USER, game(i)), times), get: await of((i) => get(client, USER, game(i)), times),
});

/** Milliseconds of processor time of a server, an act. */
async function perAct(act, times, pid) {
  const before = cpuMs(pid);
  await rate(act, times);
  return (cpuMs(pid) - before) / times;
}
