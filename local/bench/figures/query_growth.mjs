// One user's query in a table with 10,000 items of 1,000 users ÷ the same query where there are only the user's own ten.
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { startLocalCloud } from '../support/processes.mjs';
import { credentialsOf, dynamodb, key, put, query } from '../support/players.mjs';
import { paired, typicalMs } from '../support/rounds.mjs';

const USERS = 1000;
const GAMES = 10;
const BATCH = 25;
const TIMES = 150;
const WARM_UP = 2000;
const USER = 'user 500';

export default { unit: 'ratio', target: 1.1, measure };

async function measure() {
  const clouds = [await startLocalCloud(), await startLocalCloud()];
  const clients = await Promise.all(clouds.map(async (cloud) => dynamodb(cloud.endpoint, await credentialsOf(cloud, USER))));
  const [full, alone] = clients;
  try {
    await fill(clouds[0]);
    for (let game = 0; game < GAMES; game += 1) await put(alone, USER, `game ${game}`);
    const asks = (client) => (times) => typicalMs(async () => {
      const { Items } = await query(client, USER);
      if (Items.length !== GAMES) throw new Error(`got ${Items.length} items, want ${GAMES}`);
    }, times);
    for (const client of clients) await asks(client)(WARM_UP);
    return await paired('query_growth', { one: () => asks(full)(TIMES), other: () => asks(alone)(TIMES) });
  } finally {
    clients.forEach((client) => client.destroy());
    for (const cloud of clouds) await cloud.stop();
  }
}

async function fill({ endpoint, accessKeyId, secretAccessKey }) {
  const administrator = dynamodb(endpoint, { accessKeyId, secretAccessKey });
  const items = Array.from({ length: USERS * GAMES }, (_, i) => ({ ...key(`user ${i % USERS}`, `game ${Math.floor(i / USERS)}`), Wins: { N: String(i) } }));
  for (let i = 0; i < items.length; i += BATCH) {
    await administrator.send(new BatchWriteItemCommand({
      RequestItems: { GameScores: items.slice(i, i + BATCH).map((Item) => ({ PutRequest: { Item } })) },
    }));
  }
  administrator.destroy();
}
