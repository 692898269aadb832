import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import {
  OwnAccess, UserTableGrants, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider,
  WebIdentityUserBucket, WebIdentityUsers,
} from 'cdk-web-identity';
import { APPS, Game } from '../support/game-scores';
import type { Twin } from '../support/twins';
import { testTwins } from '../support/twins';

/** Guards of the rest of the family: leaderboards, update-only, suffix keys, folders, Cognito. */

const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';
const POOL = 'us-east-1:00000000-0000-4000-8000-000000000000';

function familyTemplate(): any {
  const stack = new Stack(new App(), 'GameScores');
  const users = new WebIdentityUsers(stack, 'Players', {
    providers: [
      WebIdentityProvider.loginWithAmazon({ appIds: [APPS.amazon] }),
      WebIdentityProvider.google({ clientIds: [APPS.google], userNamespace: 'google' }),
    ],
  });
  const scores = new WebIdentityGameTable(stack, 'Scores', { tableName: 'Scores', users, attributes: ['Nickname'], serverAttributes: ['TopScore'] });
  scores.addLeaderboard('ByTopScore', { sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER } });
  const notes = new dynamodb.TableV2(stack, 'Notes', { tableName: 'Notes', partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
  UserTableGrants.forTable(notes).ownItems(users, { keySuffix: true });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, bucketName: 'avatars', sharedPrefixes: ['public/'] });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores }, buckets: { avatars } });
  return Template.fromStack(stack).toJSON();
}

const asTable = (act: (client: DynamoDBDocumentClient) => Promise<unknown>) => async (game: Game) => act(await game.client('amazon', ALICE));
const asBucket = (act: (client: S3Client) => Promise<unknown>) => async (game: Game) => act(await game.s3('amazon', ALICE));

/** Statements that name a resource or an action. */
const naming = (statements: any[], text: string) => statements.filter((statement) => JSON.stringify(statement).includes(text));

const put = (Key: string) => asBucket((client) => client.send(new PutObjectCommand({ Bucket: 'avatars', Key, Body: 'x' })));

describe('tables and folders', () => testTwins(familyTemplate, [
  {
    guard: 'the attributes of a leaderboard',
    without: ({ access }) => naming(access('Playersamazon'), '/index/ByTopScore')
      .forEach(({ Condition }) => { delete Condition['ForAllValues:StringEquals']; }),
    attack: asTable((client) => client.send(new QueryCommand({
      TableName: 'Scores',
      IndexName: 'ByTopScore',
      KeyConditionExpression: 'GameTitle = :g',
      FilterExpression: 'attribute_not_exists(Banned)',
      ExpressionAttributeValues: { ':g': 'Chess' },
      ProjectionExpression: 'UserId, TopScore',
    }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the Select of a leaderboard',
    without: ({ access }) => naming(access('Playersamazon'), '/index/ByTopScore').forEach(({ Condition }) => { delete Condition.StringEquals; }),
    attack: asTable((client) => client.send(new QueryCommand({
      TableName: 'Scores', IndexName: 'ByTopScore', KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': 'Chess' },
    }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'update-only beside server attributes: a put would replace the whole item',
    without: ({ access }) => naming(access('Playersamazon'), 'dynamodb:UpdateItem').forEach((statement) => { statement.Action = ['dynamodb:UpdateItem', 'dynamodb:PutItem']; }),
    attack: asTable((client) => client.send(new PutCommand({ TableName: 'Scores', Item: { UserId: ALICE, GameTitle: 'Chess' } }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'update-only beside server attributes: a delete would remove them',
    without: ({ access }) => naming(access('Playersamazon'), 'dynamodb:UpdateItem').forEach((statement) => { statement.Action = ['dynamodb:UpdateItem', 'dynamodb:DeleteItem']; }),
    attack: asTable((client) => client.send(new DeleteCommand({ TableName: 'Scores', Key: { UserId: ALICE, GameTitle: 'Chess' } }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the separator of suffix keys: another id that begins with one\'s own',
    without: ({ access }) => naming(access('Playersamazon'), '#*').forEach(({ Condition }) => {
      Condition['ForAllValues:StringLike'] = { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}*'] };
    }),
    attack: asTable((client) => client.send(new GetCommand({ TableName: 'Notes', Key: { UserId: `${ALICE}2#1` } }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the own folder',
    without: ({ access }) => naming(access('Playersamazon'), 's3:PutObject').forEach((statement) => { statement.Resource = 'arn:aws:s3:::avatars/users/*'; }),
    attack: put(`users/${BOB}/me.png`),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the slash behind the own folder: another id that begins with one\'s own',
    without: ({ access }) => naming(access('Playersamazon'), 's3:PutObject').forEach((statement) => {
      statement.Resource = 'arn:aws:s3:::avatars/users/${www.amazon.com:user_id}*';
    }),
    attack: put(`users/${ALICE}2/me.png`),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the namespace of folders',
    without: ({ access }) => naming(access('Playersgoogle'), 's3:PutObject').forEach((statement) => {
      statement.Resource = 'arn:aws:s3:::avatars/users/${accounts.google.com:sub}/*';
    }),
    attack: async (game) => (await game.s3('google', ALICE)).send(new PutObjectCommand({ Bucket: 'avatars', Key: `users/${ALICE}/me.png`, Body: 'x' })),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the prefix of listings',
    without: ({ access }) => naming(access('Playersamazon'), '"s3:ListBucket"').forEach(({ Condition }) => { delete Condition.StringLike; }),
    attack: asBucket((client) => client.send(new ListObjectsV2Command({ Bucket: 'avatars', Prefix: `users/${BOB}/` }))),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the bucket\'s account',
    both: ({ access }) => naming(access('Playersamazon'), 'aws:ResourceAccount')
      .forEach(({ Condition }) => { Condition.StringEquals['aws:ResourceAccount'] = '210987654321'; }),
    without: ({ access }) => naming(access('Playersamazon'), 'aws:ResourceAccount').forEach(({ Condition }) => { delete Condition.StringEquals; }),
    attack: put(`users/${ALICE}/me.png`),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'read only of shared folders',
    without: ({ access }) => naming(access('Playersamazon'), '/public/*').filter(({ Action }) => Action === 's3:GetObject')
      .forEach((statement) => { statement.Action = ['s3:GetObject', 's3:PutObject']; }),
    attack: put('public/news.txt'),
    refusedWith: 'AccessDenied',
  },
]));

test('what is granted is allowed: own folder, shared folder, own listing', async () => {
  const game = await Game.start(familyTemplate());
  try {
    const client = await game.s3('amazon', ALICE);
    await client.send(new PutObjectCommand({ Bucket: 'avatars', Key: `users/${ALICE}/me.png`, Body: 'x' }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'avatars', Key: `users/${ALICE}/me.png` }));
    expect(await Body!.transformToString()).toBe('x');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'avatars', Prefix: `users/${ALICE}/` }));
    expect(Contents!.map(({ Key }) => Key)).toEqual([`users/${ALICE}/me.png`]);
  } finally {
    await game.stop();
  }
});

/** Users and guests of one identity pool; the pool's id is a literal here, since no token can name one that is not known yet. */
function poolTemplate(): any {
  const stack = new Stack(new App(), 'GameScores');
  const broker = new WebIdentityBroker(stack, 'SignIn', { allowGuests: true });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users: broker.users });
  scores.grants.ownItems(broker.guests!, { access: OwnAccess.READ });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores }, broker });
  const template = Template.fromStack(stack).toJSON();
  const [poolId] = Object.entries<any>(template.Resources).find(([, { Type }]) => Type === 'AWS::Cognito::IdentityPool')!;
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if (Type === 'AWS::IAM::Role') Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals['cognito-identity.amazonaws.com:aud'] = [POOL];
  }
  expect(poolId).toBeDefined();
  return template;
}

const cognito = (user: string, app: string, amr: string[]) => (game: Game) => game.credentials('cognito', user, { app, claims: { amr } });

describe('Cognito', () => testTwins(poolTemplate, [
  {
    guard: 'amr: a guest in the role of signed-in users',
    without: ({ trust }) => { delete trust('SignInUserscognito').Condition['ForAnyValue:StringLike']; },
    attack: cognito('us-east-1:11111111-0000-4000-8000-000000000000', POOL, ['unauthenticated']),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'aud: another identity pool',
    // IAM takes no trust policy without the audience, but one that takes any.
    without: ({ trust }) => {
      const { Condition } = trust('SignInUserscognito');
      delete Condition.StringEquals;
      Condition.StringLike = { 'cognito-identity.amazonaws.com:aud': '?*' };
    },
    attack: cognito('us-east-1:11111111-0000-4000-8000-000000000000', 'us-east-1:22222222-0000-4000-8000-000000000000', ['authenticated']),
    refusedWith: 'AccessDenied',
  },
] satisfies Twin[]));
