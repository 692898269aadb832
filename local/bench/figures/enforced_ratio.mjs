// Puts and gets per second through the AWS SDK: the local cloud, with every signature and policy checked ÷ a bare dynalite server.
import { enforcedRatio } from '../support/enforcement.mjs';
import { ANY_KEYS, credentialsOf, dynamodb, get, put, refusesOthers } from '../support/players.mjs';
import { startDynalite, startEcho, startLocalCloud } from '../support/processes.mjs';

const TIMES = 600;
/** Until V8 has compiled what both servers run. */
const WARM_UP = 3000;
const [USER, OTHER] = ['alice', 'bob'];
const game = (i) => `game ${i % 50}`;

export default { unit: 'ratio', target: 1.0, atLeast: true, measure };

async function measure() {
  const servers = [await startLocalCloud(), await startDynalite(), await startEcho()];
  const [cloud, bareServer, echoServer] = servers;
  const credentials = await credentialsOf(cloud, USER);
  const enforcing = dynamodb(cloud.endpoint, credentials);
  const [bare, echo] = [bareServer, echoServer].map(({ endpoint }) => dynamodb(endpoint, ANY_KEYS));
  try {
    const ratio = await enforcedRatio('enforced_ratio', {
      enforcing, bare, echo, put: (client, i) => put(client, USER, game(i)), get: (client, i) => get(client, USER, game(i)), times: TIMES, warmUp: WARM_UP,
    });
    await refusesOthers(enforcing, cloud, credentials, USER, OTHER);
    return ratio;
  } finally {
    [enforcing, bare, echo].forEach((client) => client.destroy());
    for (const server of servers) await server.stop();
  }
}
