import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Game } from '../support/game-scores';
import { gameScoresTemplate } from '../support/game-scores';
import type { Twin } from '../support/twins';
import { testTwins } from '../support/twins';

const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';
const TableName = 'GameScores';
const key = (UserId: string) => ({ UserId, GameTitle: 'Chess' });

const as = (provider: string, user: string, act: (client: DynamoDBDocumentClient) => Promise<unknown>) =>
  async (game: Game) => act(await game.client(provider, user));

const TWINS: Twin[] = [
  {
    guard: 'the audience pin of a built-in provider',
    // IAM takes no trust policy without it, but one that names the user instead.
    without: ({ trust }) => { trust('GameScoresUsersamazon').Condition = { StringEquals: { 'www.amazon.com:sub': ALICE } }; },
    attack: (game) => game.client('amazon', ALICE, { app: 'amzn1.application.other' }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the oaud pin: a token our client got for another API',
    without: ({ trust }) => { delete trust('GameScoresUserslogin').Condition.StringEquals['login.example.com:oaud']; },
    attack: (game) => game.client('https://login.example.com', 'dave', { claims: { azp: 'game-scores', aud: 'https://api.example.com' } }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'Google\'s oaud pin',
    without: ({ trust }) => { delete trust('GameScoresUsersgoogle').Condition.StringEquals['accounts.google.com:oaud']; },
    attack: (game) => game.client('google', '1', { claims: { azp: '123456-game-scores.apps.googleusercontent.com', aud: 'another' } }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the bar against empty user ids',
    without: ({ trust }) => { delete trust('GameScoresUserslogin').Condition.StringLike; },
    attack: (game) => game.client('https://login.example.com', ''),
    refusedWith: 'AccessDenied',
  },
  ...['a/b', 'a#b', 'a*b', 'a?b', 'a$b'].map((user, i): Twin => ({
    guard: `the bar against user ids such as ${user}`,
    without: ({ trust }) => { trust('GameScoresUserslogin').Condition.StringNotLike['login.example.com:sub'].splice(i, 1); },
    attack: (game) => game.client('https://login.example.com', user),
    refusedWith: 'AccessDenied',
  })),
  {
    guard: 'LeadingKeys',
    without: ({ access }) => access('GameScoresUsersamazon').forEach((statement) => { delete statement.Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys']; }),
    attack: as('amazon', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(BOB), ProjectionExpression: 'Wins' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the Null guard of LeadingKeys, with Scan granted',
    both: ({ access }) => access('GameScoresUsersamazon')[0].Action.push('dynamodb:Scan'),
    without: ({ access }) => { delete access('GameScoresUsersamazon')[0].Condition.Null['dynamodb:LeadingKeys']; },
    attack: as('amazon', ALICE, (client) => client.send(new ScanCommand({ TableName, ProjectionExpression: 'UserId' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the Null guard of Attributes, with an action granted that carries none',
    both: ({ access }) => {
      const batchWrite = access('GameScoresUsersamazon')[2];
      batchWrite.Action = ['dynamodb:BatchWriteItem', 'dynamodb:DescribeTable'];
      delete batchWrite.Condition.Null['dynamodb:LeadingKeys'];
    },
    without: ({ access }) => { delete access('GameScoresUsersamazon')[2].Condition.Null; },
    attack: as('amazon', ALICE, async (client) => {
      const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
      return client.send(new DescribeTableCommand({ TableName }) as any);
    }),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'Attributes',
    without: ({ access }) => { delete access('GameScoresUsersamazon')[1].Condition['ForAllValues:StringEquals']['dynamodb:Attributes']; },
    attack: as('amazon', ALICE, (client) => client.send(new PutCommand({ TableName, Item: { ...key(ALICE), Coins: 1 } }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'Select',
    without: ({ access }) => { delete access('GameScoresUsersamazon')[0].Condition.StringEquals; },
    attack: as('amazon', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(ALICE) }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'ReturnValues',
    without: ({ access }) => { delete access('GameScoresUsersamazon')[1].Condition.StringEquals; },
    attack: as('amazon', ALICE, (client) => client.send(new DeleteCommand({ TableName, Key: key(ALICE), ReturnValues: 'ALL_OLD' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'ReturnConsumedCapacity, which tells the size of hidden attributes',
    without: ({ access }) => { delete access('GameScoresUsersamazon')[0].Condition.StringEqualsIfExists; },
    attack: as('amazon', ALICE, (client) => client.send(new GetCommand({
      TableName, Key: key(ALICE), ProjectionExpression: 'Wins', ReturnConsumedCapacity: 'TOTAL',
    }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the namespace before a provider\'s ids',
    without: ({ access }) => access('GameScoresUsersgoogle').forEach((statement) => {
      statement.Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'] = ['${accounts.google.com:sub}'];
    }),
    attack: as('google', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(ALICE), ProjectionExpression: 'Wins' }))),
    refusedWith: 'AccessDeniedException',
  },
];

testTwins(gameScoresTemplate, TWINS);
