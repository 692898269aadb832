// What an app does with DynamoDB through the AWS SDK, against whichever server.
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { assume, assumeForm, Client, SIGN_IN, signIn } from './client.mjs';

const TABLE = 'GameScores';
const NAMESPACE = 'login#';
/** As many as a busy page has under way. */
const IN_FLIGHT = 16;

export const key = (user, game) => ({ UserId: { S: `${NAMESPACE}${user}` }, GameTitle: { S: game } });

/** Keys that any server but the local cloud takes. */
export const ANY_KEYS = { accessKeyId: 'any', secretAccessKey: 'any' };

/** Credentials of a user of an example. */
export async function credentialsOf({ endpoint, secret, stacks }, user, example = 'game-scores') {
  const client = new Client(endpoint);
  try {
    const xml = await assume(client, assumeForm(stacks, await signIn(client, secret, user, SIGN_IN[example]), SIGN_IN[example]));
    const value = (name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)[1];
    return { accessKeyId: value('AccessKeyId'), secretAccessKey: value('SecretAccessKey'), sessionToken: value('SessionToken') };
  } finally {
    client.close();
  }
}

export function dynamodb(endpoint, credentials) {
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

export const put = (client, user, game) => client.send(new PutItemCommand({
  TableName: TABLE, Item: { ...key(user, game), Wins: { N: '21' }, Losses: { N: '3' }, TopScore: { N: '1200' } },
}));

export const get = (client, user, game) => client.send(new GetItemCommand({
  TableName: TABLE, Key: key(user, game), ProjectionExpression: 'UserId, GameTitle, Wins, TopScore',
}));

export const query = (client, user) => client.send(new QueryCommand({
  TableName: TABLE, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': key(user, '').UserId }, ProjectionExpression: 'UserId, GameTitle, Wins',
}));

/** Acts per second, with as many under way as a client has. */
export async function rate(act, times) {
  let next = 0;
  const worker = async () => {
    while (next < times) {
      const i = next;
      next += 1;
      await act(i);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return times / ((performance.now() - begin) / 1000);
}

/** A control: what is fast because it looks at nothing would let these through. */
export async function refusesOthers(client, cloud, credentials, user, other) {
  const codeOf = (call) => call.then(() => 'allowed', (error) => error.name);
  const forger = dynamodb(cloud.endpoint, { ...credentials, secretAccessKey: 'bad' });
  const got = [await codeOf(put(client, other, 'g')), await codeOf(get(client, other, 'g')), await codeOf(get(forger, user, 'g'))];
  forger.destroy();
  if (got.join() !== 'AccessDeniedException,AccessDeniedException,InvalidSignatureException') throw new Error(`control: got ${got}`);
}
