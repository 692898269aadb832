import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, PutCommand, TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Game, gameScoresTemplate, outcome } from '../support/game-scores';

/* Transactions through the AWS SDK, under the policies of the constructs: granted by PutItem, UpdateItem, DeleteItem and GetItem. */

const TableName = 'GameScores';
const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';

const key = (GameTitle: string, UserId = ALICE) => ({ UserId, GameTitle });
const put = (GameTitle: string, more: object = {}, UserId = ALICE) => ({ Put: { TableName, Item: { ...key(GameTitle, UserId), Wins: 1 }, ...more } });
const add = (GameTitle: string, more: object = {}) => ({
  Update: { TableName, Key: key(GameTitle), UpdateExpression: 'ADD Wins :one', ExpressionAttributeValues: { ':one': 1 }, ...more },
});

let game: Game;
let alice: DynamoDBDocumentClient;

beforeEach(async () => {
  game = await Game.start();
  alice = await game.client('amazon', ALICE);
});
afterEach(() => game.stop());

const write = (TransactItems: any[], more: object = {}) => alice.send(new TransactWriteCommand({ TransactItems, ...more }));

const wins = async (...titles: string[]): Promise<unknown[]> => {
  const Get = (GameTitle: string) => ({ Get: { TableName, Key: key(GameTitle), ProjectionExpression: 'Wins' } });
  const { Responses } = await alice.send(new TransactGetCommand({ TransactItems: titles.map(Get) }));
  return Responses!.map(({ Item }) => Item?.Wins);
};

test('own items are written and read', async () => {
  await write([put('Chess'), put('Go')]);
  await write([
    add('Chess', { ConditionExpression: 'Wins = :one' }), { Delete: { TableName, Key: key('Go') } },
    put('Poker', { ConditionExpression: 'attribute_not_exists(Wins)' }),
  ]);
  expect(await wins('Chess', 'Go', 'Poker')).toEqual([2, undefined, 1]);
});

test('a failed condition cancels all, with the reasons as the SDK reads them', async () => {
  await write([put('Chess')]);
  const error = await write([add('Go'), put('Chess', { ConditionExpression: 'attribute_not_exists(UserId)' })]).catch((thrown) => thrown);
  expect(error).toMatchObject({
    name: 'TransactionCanceledException',
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }],
  });
  expect(await wins('Chess', 'Go')).toEqual([1, undefined]);
});

test('a token makes a request count once', async () => {
  for (let i = 0; i < 3; i++) await write([add('Chess')], { ClientRequestToken: 'once' });
  expect(await wins('Chess')).toEqual([1]);
  expect(await outcome(() => write([add('Go')], { ClientRequestToken: 'once' }))).toBe('IdempotentParameterMismatchException');
});

test('one foreign item refuses all', async () => {
  expect(await outcome(() => write([put('Chess'), put('Chess', {}, BOB)]))).toBe('AccessDeniedException');
  const TransactItems = [ALICE, BOB].map((user) => ({ Get: { TableName, Key: key('Chess', user), ProjectionExpression: 'Wins' } }));
  expect(await outcome(() => alice.send(new TransactGetCommand({ TransactItems })))).toBe('AccessDeniedException');
  expect(await wins('Chess')).toEqual([undefined]);
});

test('a condition check of an own item is not granted', async () => {
  const check = { ConditionCheck: { TableName, Key: key('Chess'), ConditionExpression: 'attribute_not_exists(Wins)' } };
  expect(await outcome(() => write([check]))).toBe('AccessDeniedException');
});

test('policies tell transactions apart by EnclosingOperation', async () => {
  const template = gameScoresTemplate();
  const [, writes] = Object.entries<any>(template.Resources)
    .find(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith('GameScoresUsersamazon'))![1].Properties.PolicyDocument.Statement;
  writes.Condition.StringEquals['dynamodb:EnclosingOperation'] = 'TransactWriteItems';
  const other = await Game.start(template);
  const client = await other.client('amazon', ALICE);
  expect(await outcome(() => client.send(new TransactWriteCommand({ TransactItems: [put('Chess')] })))).toBe('allowed');
  expect(await outcome(() => client.send(new PutCommand(put('Go').Put)))).toBe('AccessDeniedException');
  expect((await client.send(new GetCommand({ TableName, Key: key('Chess'), ProjectionExpression: 'Wins' }))).Item).toEqual({ Wins: 1 });
  await other.stop();
});
