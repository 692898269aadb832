import { BatchGetItemCommand, BatchWriteItemCommand, DynamoDBClient, TransactGetItemsCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUsers } from 'cdk-web-identity';
import { RandomTransactions } from '../dynamodb/random-transactions';
import { APPS, Game, outcome } from '../support/game-scores';
import { withoutGuardrails } from '../support/twins';

/** The guardrails refuse nothing that is granted: random requests over several tables end the same with and without them. */

const ALICE = 'amzn1.account.ALICE';
const TABLES = ['GameScores', 'Saves'];
const ROUNDS = 150;

function template(): any {
  const stack = new Stack(new App(), 'GameScores');
  const users = new WebIdentityUsers(stack, 'Players', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APPS.amazon] })] });
  const tables = TABLES.map((tableName) => new WebIdentityGameTable(stack, tableName, { users, tableName, keySuffix: true }));
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores: tables[0] } });
  return Template.fromStack(stack).toJSON();
}

/** Random requests of one user: partitions of their own, and in some of them one of another's. */
function* requests(): Generator<(client: DynamoDBClient) => Promise<unknown>> {
  const random = new RandomTransactions(11);
  for (let round = 0; round < ROUNDS; round++) {
    const { actions } = random.next();
    const foreign = (i: number) => round % 5 === 0 && i === actions.length - 1;
    const own = actions.map((action, i) => relocated(action, TABLES[(round + i) % 2], foreign(i) ? 'amzn1.account.BOB' : ALICE));
    const keys = own.map((action) => Object.values<any>(action)[0])
      .map(({ TableName, Key, Item }) => ({ TableName, Key: Key ?? { UserId: Item.UserId, GameTitle: Item.GameTitle } }));
    yield (client) => client.send(new TransactWriteItemsCommand({ TransactItems: own as any }));
    yield (client) => client.send(new TransactGetItemsCommand({ TransactItems: keys.map((Get) => ({ Get })) }));
    yield (client) => client.send(new BatchGetItemCommand({ RequestItems: byTable(keys, (some) => ({ Keys: some })) }));
    yield (client) => client.send(new BatchWriteItemCommand({
      RequestItems: byTable(keys, (some) => some.map((Item) => ({ PutRequest: { Item } }))),
    }));
  }
}

function relocated(action: object, TableName: string, user: string): object {
  return JSON.parse(JSON.stringify(action).replace(/"GameScores"/g, JSON.stringify(TableName)).replace(/("UserId":\{"S":")/g, `$1${user}#`));
}

function byTable<T>(keys: { TableName: string; Key: any }[], of: (keys: any[]) => T): { [table: string]: T } {
  const tables = [...new Set(keys.map(({ TableName }) => TableName))];
  return Object.fromEntries(tables.map((table) => [table, of(keys.filter(({ TableName }) => TableName === table).map(({ Key }) => Key))]));
}

async function outcomes(of: object): Promise<string[]> {
  const game = await Game.start(of);
  try {
    const client = new DynamoDBClient({
      endpoint: game.cloud.endpoint, region: game.config.region, maxAttempts: 1, credentials: await game.credentials('amazon', ALICE),
    });
    const lines: string[] = [];
    for (const request of requests()) lines.push(await outcome(() => request(client)));
    return lines;
  } finally {
    await game.stop();
  }
}

test(`${4 * ROUNDS} random transactions and batches end the same with and without guardrails`, async () => {
  const [guarded, unguarded] = [await outcomes(template()), await outcomes(withoutGuardrails(template()))];
  expect(guarded).toEqual(unguarded);
  expect(guarded.filter((line) => line === 'allowed').length).toBeGreaterThan(ROUNDS);
  expect(guarded.filter((line) => line === 'AccessDeniedException').length).toBeGreaterThan(ROUNDS / 4);
}, 60_000);
