import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { ANY_KEYS, dynamodb } from '../support/players.mjs';

const server = dynalite({ createTableMs: 0 });
server.listen(0, '127.0.0.1', async () => {
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const client = dynamodb(endpoint, ANY_KEYS);
  await client.send(new CreateTableCommand({
    TableName: 'GameScores',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }, { AttributeName: 'GameTitle', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
  }));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: 'GameScores' });
  client.destroy();
  console.log(JSON.stringify({ endpoint }));
});
