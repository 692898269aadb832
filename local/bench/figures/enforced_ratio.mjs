// Puts and gets per second through the AWS SDK: the local cloud, with every signature and policy checked ÷ a bare dynalite server.
import { startDynalite, startEcho, startLocalCloud } from '../support/processes.mjs';
import { ANY_KEYS, credentialsOf, dynamodb, get, put, rate, refusesOthers } from '../support/players.mjs';
import { median, paired } from '../support/rounds.mjs';

const TIMES = 600;
/** Until V8 has compiled what both servers run. */
const WARM_UP = 3000;
const [USER, OTHER] = ['alice', 'bob'];

export default { unit: 'ratio', target: 1.0, atLeast: true, measure };

async function measure() {
  const [cloud, bare, echo] = [await startLocalCloud(), await startDynalite(), await startEcho()];
  const credentials = await credentialsOf(cloud, USER);
  const clients = [dynamodb(cloud.endpoint, credentials), dynamodb(bare.endpoint, ANY_KEYS), dynamodb(echo.endpoint, ANY_KEYS)];
  const [cloudClient, bareClient, echoClient] = clients;
  const both = async (client, times) => ({
    put: await rate((i) => put(client, USER, `game ${i % 50}`), times), get: await rate((i) => get(client, USER, `game ${i % 50}`), times),
  });
  try {
    for (const client of clients) await both(client, WARM_UP);
    const [ceilings, puts, gets] = [[], [], []];
    await paired('enforced_ratio', {
      one: () => both(cloudClient, TIMES),
      other: async () => {
        ceilings.push(await both(echoClient, TIMES));
        return both(bareClient, TIMES);
      },
      compare: (enforced, plain) => {
        puts.push(enforced.put / plain.put);
        gets.push(enforced.get / plain.get);
        return Math.min(enforced.put / plain.put, enforced.get / plain.get);
      },
      shown: (rates) => (rates.put + rates.get) / 2,
    });
    console.error(`enforced_ratio: put ${median(puts).toPrecision(3)}, get ${median(gets).toPrecision(3)} (medians)`);
    console.error(`enforced_ratio echo ceiling: put ${median(ceilings.map((one) => one.put)).toFixed()}, get ${median(ceilings.map((one) => one.get)).toFixed()} per second`);
    await refusesOthers(cloudClient, cloud, credentials, USER, OTHER);
    // Of the two the worse: neither may pay for the other.
    return Math.min(median(puts), median(gets));
  } finally {
    clients.forEach((client) => client.destroy());
    for (const server of [cloud, bare, echo]) await server.stop();
  }
}
