// From launch to the first credentials of the example, beyond the launch of a bare node server to its first answer.
import { assume, assumeForm, Client, signIn } from '../support/client.mjs';
import { exampleAssembly, startBareServer, startLocalCloud } from '../support/processes.mjs';
import { paired } from '../support/rounds.mjs';

export default { unit: 'ms', target: 100, measure };

async function measure() {
  exampleAssembly();
  return paired('start_over_node_ms', {
    one: () => timed(startLocalCloud, async (client, { secret, stacks }) => assume(client, assumeForm(stacks, await signIn(client, secret, 'alice')))),
    other: () => timed(startBareServer, (client) => client.send('/')),
    compare: (cloud, bare) => cloud - bare,
    rounds: 15,
  });
}

async function timed(start, use) {
  const begin = performance.now();
  const server = await start();
  const client = new Client(server.endpoint);
  await use(client, server);
  const duration = performance.now() - begin;
  client.close();
  await server.stop();
  return duration;
}
