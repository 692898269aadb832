import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand,
  TransactGetCommand, TransactWriteCommand, UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import {
  UserTableGrants, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, WebIdentityUsers,
} from 'cdk-web-identity';
import { APPS, Game, outcome } from '../support/game-scores';
import { withoutGuardrails } from '../support/twins';

/**
 * What others put on a users' role, or into the policy of a bucket: with the guardrails a user still reaches only
 * what is theirs, and without them each of these requests is allowed.
 */

/** Two clouds are started in each test, and dozens of requests made. */
jest.setTimeout(60_000);

const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';
const STRING = dynamodb.AttributeType.STRING;

function template(): any {
  const stack = new Stack(new App(), 'GameScores');
  const users = new WebIdentityUsers(stack, 'Players', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APPS.amazon] })] });
  const scores = new WebIdentityGameTable(stack, 'Scores', {
    users,
    tableName: 'Scores',
    localSecondaryIndexes: [{ indexName: 'Own', sortKey: { name: 'Day', type: STRING } }],
    globalSecondaryIndexes: [{ indexName: 'Unshared', partitionKey: { name: 'Day', type: STRING } }],
    indexes: ['Own'],
  });
  scores.addLeaderboard('Board', { sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER } });
  new WebIdentityGameTable(stack, 'Saves', { users, tableName: 'Saves', keySuffix: true });
  new dynamodb.CfnTable(stack, 'Legacy', {
    tableName: 'Legacy',
    billingMode: 'PAY_PER_REQUEST',
    keySchema: [{ attributeName: 'UserId', keyType: 'HASH' }, { attributeName: 'GameTitle', keyType: 'RANGE' }],
    attributeDefinitions: [{ attributeName: 'UserId', attributeType: 'S' }, { attributeName: 'GameTitle', attributeType: 'S' }],
  });
  UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'Imported', 'Legacy'), { sortKey: 'GameTitle' }).ownItems(users);
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, bucketName: 'avatars', sharedPrefixes: ['public/'] });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores }, buckets: { avatars } });
  return Template.fromStack(stack).toJSON();
}

type Statement = object;
const allow = (Action: string[], Resource: string[] = ['*']): Statement => ({ Effect: 'Allow', Action, Resource });

/** What lands on the role. Managed policies are here by what they say: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const ON_THE_ROLE: [string, Statement[]][] = [
  ['AmazonDynamoDBFullAccess and AmazonS3FullAccess', [allow(['dynamodb:*', 'dax:*', 'application-autoscaling:PutScalingPolicy', 's3:*', 's3-object-lambda:*'])]],
  ['PowerUserAccess', [
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow(['account:GetAccountInformation', 'iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization']),
  ]],
  ['a careless grantReadWriteData and grantReadWrite of CDK', [
    allow([
      'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:ConditionCheckItem', 'dynamodb:BatchWriteItem',
      'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable',
    ], ['Scores', 'Saves', 'Legacy'].flatMap((name) => [`arn:aws:dynamodb:*:*:table/${name}`, `arn:aws:dynamodb:*:*:table/${name}/index/*`])),
    allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:PutObject'], ['arn:aws:s3:::avatars', 'arn:aws:s3:::avatars/*']),
  ]],
  ['our own statement without its Null guard, and with Scan', [
    {
      ...allow(['dynamodb:*']), Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*'] } },
    },
    allow(['s3:*'], ['arn:aws:s3:::avatars', 'arn:aws:s3:::avatars/users/*', 'arn:aws:s3:::avatars/public/*']),
  ]],
];

/** The same for policies that only read. */
const READ_ON_THE_ROLE: [string, Statement[]][] = [
  ['ReadOnlyAccess', [allow([
    'dynamodb:BatchGet*', 'dynamodb:Describe*', 'dynamodb:Get*', 'dynamodb:List*', 'dynamodb:Query', 'dynamodb:Scan', 'dax:GetItem', 'dax:Query', 'dax:Scan',
    's3:Get*', 's3:List*', 'iam:Get*', 'iam:List*',
  ])]],
  ['AmazonDynamoDBReadOnlyAccess and AmazonS3ReadOnlyAccess', [
    allow([
      'dynamodb:BatchGetItem', 'dynamodb:Describe*', 'dynamodb:List*', 'dynamodb:GetItem', 'dynamodb:GetResourcePolicy', 'dynamodb:Query', 'dynamodb:Scan',
      'dynamodb:PartiQLSelect', 'dax:GetItem', 'dax:BatchGetItem', 'dax:Query', 'dax:Scan',
    ]),
    allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']),
  ]],
];

/** What lands in the bucket's policy. */
const ON_THE_BUCKET: [string, object][] = [
  ['for everybody of the account', { ...allow(['s3:*'], ['arn:aws:s3:::avatars', 'arn:aws:s3:::avatars/*']), Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } }],
  ['for all, to read', { ...allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::avatars', 'arn:aws:s3:::avatars/*']), Principal: { AWS: '*' } }],
];

const key = (UserId: string, GameTitle = 'Chess') => ({ UserId, GameTitle });
const queryOf = (user: string) => ({ KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': user } });
const set = { UpdateExpression: 'SET Wins = :w', ExpressionAttributeValues: { ':w': 9 } };

type Acts<C> = [string, (client: C) => Promise<unknown>][];

/** Requests on a table for one partition key. */
const itemActs = (TableName: string, user: string): Acts<DynamoDBDocumentClient> => [
  ['put', (client) => client.send(new PutCommand({ TableName, Item: { ...key(user), Wins: 1 } }))],
  ['get', (client) => client.send(new GetCommand({ TableName, Key: key(user) }))],
  ['query', (client) => client.send(new QueryCommand({ TableName, ...queryOf(user) }))],
  ['update', (client) => client.send(new UpdateCommand({ TableName, Key: key(user), ...set }))],
  ['batch get', (client) => client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [key(user)] } } }))],
  ['batch write', (client) => client.send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: key(user) } }] } }))],
  ['transact get', (client) => client.send(new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key: key(user) } }] }))],
  ['transact write', (client) => client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: key(user) } }] }))],
  ['delete', (client) => client.send(new DeleteCommand({ TableName, Key: key(user) }))],
];
const named = <C>(what: string, acts: Acts<C>): Acts<C> => acts.map(([name, act]) => [`${what}: ${name}`, act]);

const OWN_ITEMS: Acts<DynamoDBDocumentClient> = [
  ...named('own', itemActs('Scores', ALICE)),
  ...named('own, suffix', itemActs('Saves', `${ALICE}#1`)),
  ...named('own, imported', itemActs('Legacy', ALICE)),
  ['own index', (client) => client.send(new QueryCommand({ TableName: 'Scores', IndexName: 'Own', ...queryOf(ALICE) }))],
  ['leaderboard', (client) => client.send(new QueryCommand({
    TableName: 'Scores',
    IndexName: 'Board',
    KeyConditionExpression: 'GameTitle = :g',
    ExpressionAttributeValues: { ':g': 'Chess' },
    ProjectionExpression: 'UserId, TopScore',
  }))],
  ['several tables in one batch', (client) => client.send(new BatchGetCommand({
    RequestItems: { Scores: { Keys: [key(ALICE)] }, Legacy: { Keys: [key(ALICE)] }, Saves: { Keys: [key(`${ALICE}#1`)] } },
  }))],
  ['several tables in one transaction', (client) => client.send(new TransactWriteCommand({
    TransactItems: [{ Put: { TableName: 'Scores', Item: key(ALICE) } }, { Put: { TableName: 'Saves', Item: key(`${ALICE}#1`) } }, { Delete: { TableName: 'Legacy', Key: key(ALICE) } }],
  }))],
];

const OTHERS_ITEMS: Acts<DynamoDBDocumentClient> = [
  ...named('bob\'s', itemActs('Scores', BOB)),
  ...named('bob\'s, suffix', itemActs('Saves', `${BOB}#1`)),
  ...named('bob\'s, imported', itemActs('Legacy', BOB)),
  ...named('a key that begins like the own', itemActs('Saves', `${ALICE}2#1`)),
  ...['Scores', 'Saves', 'Legacy'].map((TableName): Acts<DynamoDBDocumentClient>[number] => [`scan ${TableName}`, (client) => client.send(new ScanCommand({ TableName }))]),
  ['scan an own index', (client) => client.send(new ScanCommand({ TableName: 'Scores', IndexName: 'Own' }))],
  ['query an index that nobody shared', (client) => client.send(new QueryCommand({
    TableName: 'Scores', IndexName: 'Unshared', KeyConditionExpression: '#d = :d', ExpressionAttributeNames: { '#d': 'Day' }, ExpressionAttributeValues: { ':d': '1' },
  }))],
  ['bob\'s by an own index', (client) => client.send(new QueryCommand({ TableName: 'Scores', IndexName: 'Own', ...queryOf(BOB) }))],
  ['own and bob\'s in one batch', (client) => client.send(new BatchGetCommand({ RequestItems: { Scores: { Keys: [key(ALICE), key(BOB)] } } }))],
  ['own and bob\'s in one transaction', (client) => client.send(new TransactGetCommand({
    TransactItems: [{ Get: { TableName: 'Scores', Key: key(ALICE) } }, { Get: { TableName: 'Legacy', Key: key(BOB) } }],
  }))],
];

const Bucket = 'avatars';
const put = (Key: string) => (client: S3Client) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
const get = (Key: string) => (client: S3Client) => client.send(new GetObjectCommand({ Bucket, Key }));
const list = (Prefix?: string) => (client: S3Client) => client.send(new ListObjectsV2Command({ Bucket, Prefix }));

const OWN_OBJECTS: Acts<S3Client> = [
  ['put own', put(`users/${ALICE}/1`)], ['get own', get(`users/${ALICE}/1`)], ['list own', list(`users/${ALICE}/`)], ['list shared', list('public/')],
];
const OTHERS_OBJECTS: Acts<S3Client> = [
  ['put bob\'s', put(`users/${BOB}/1`)], ['get bob\'s', get(`users/${BOB}/1`)], ['put where an id begins like the own', put(`users/${ALICE}2/1`)],
  ['put beside the folders', put('users/1')], ['list bob\'s', list(`users/${BOB}/`)], ['list all users', list('users/')], ['list the bucket', list()],
];

async function outcomes(of: any): Promise<{ own: string[]; others: string[] }> {
  const game = await Game.start(of);
  try {
    const [items, files] = [await game.client('amazon', ALICE), await game.s3('amazon', ALICE)];
    await (await game.s3('amazon', BOB)).send(new PutObjectCommand({ Bucket, Key: `users/${BOB}/1`, Body: 'x' }));
    const told = async <C>(client: C, acts: Acts<C>) => {
      const lines: string[] = [];
      for (const [name, act] of acts) lines.push(`${name}: ${await outcome(() => act(client))}`);
      return lines;
    };
    return {
      own: [...await told(items, OWN_ITEMS), ...await told(files, OWN_OBJECTS)],
      others: [...await told(items, OTHERS_ITEMS), ...await told(files, OTHERS_OBJECTS)],
    };
  } finally {
    await game.stop();
  }
}

const all = (acts: Acts<any>, result: string) => acts.map(([name]) => `${name}: ${result}`);

function onRole(statements: Statement[], of: any): any {
  const role = Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
  role.Properties.Policies = [{ PolicyName: 'extra', PolicyDocument: { Version: '2012-10-17', Statement: statements } }];
  return of;
}

/** Where a policy is public, the bucket's owner has switched its block off: else it is not even taken. */
function onBucket(statement: object, of: any): any {
  const bucket = Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::S3::Bucket');
  Object.assign(bucket.Properties.PublicAccessBlockConfiguration, { BlockPublicPolicy: false, RestrictPublicBuckets: false });
  Object.values<any>(of.Resources).find(({ Type }) => Type === 'AWS::S3::BucketPolicy').Properties.PolicyDocument.Statement.push(statement);
  return of;
}

const DENIED_ITEMS = all(OTHERS_ITEMS, 'AccessDeniedException');
const DENIED_OBJECTS = all(OTHERS_OBJECTS, 'AccessDenied');
const ALLOWED_OWN = [...all(OWN_ITEMS, 'allowed'), ...all(OWN_OBJECTS, 'allowed')];

test('the guardrails refuse nothing that is granted', async () => {
  expect(await outcomes(template())).toEqual({ own: ALLOWED_OWN, others: [...DENIED_ITEMS, ...DENIED_OBJECTS] });
});

test.each(ON_THE_ROLE)('on the role: %s', async (_, statements) => {
  expect(await outcomes(onRole(statements, template()))).toEqual({ own: ALLOWED_OWN, others: [...DENIED_ITEMS, ...DENIED_OBJECTS] });
  const open = await outcomes(onRole(statements, withoutGuardrails(template())));
  const reached = open.others.filter((line) => line.endsWith(': allowed'));
  // A folder that the widened statement does not name stays closed; all else is open.
  expect(open.others.filter((line) => !reached.includes(line) && !line.startsWith('put beside'))).toEqual([]);
});

/** Requests that change nothing. */
const isRead = (line: string) => /get|query|scan|list|batch get|in one transaction/.test(line) && !/put/.test(line);

test.each(READ_ON_THE_ROLE)('on the role: %s', async (_, statements) => {
  expect(await outcomes(onRole(statements, template()))).toEqual({ own: ALLOWED_OWN, others: [...DENIED_ITEMS, ...DENIED_OBJECTS] });
  const { others } = await outcomes(onRole(statements, withoutGuardrails(template())));
  expect(others.filter((line) => !line.endsWith(': allowed')).filter(isRead)).toEqual([]);
});

/** A table's replica, in whose Region the guardrails must hold as well: its ARN is in no reference. */
function replicaTemplate(): any {
  const stack = new Stack(new App(), 'GameScores', { env: { account: '123456789012', region: 'us-east-1' } });
  const users = new WebIdentityUsers(stack, 'Players', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APPS.amazon] })] });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users, tableName: 'Scores', replicas: [{ region: 'eu-west-1' }] });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores } });
  const of = Template.fromStack(stack).toJSON();
  // What a reference is in the stack's own Region.
  return JSON.parse(JSON.stringify(of).replace(/\{"Fn::GetAtt":\["Scores[^"]*","Arn"\]\}/g, '"arn:aws:dynamodb:us-east-1:123456789012:table/Scores"'));
}

async function replicaOutcomes(of: any): Promise<string[]> {
  const game = await Game.start(of, undefined, 'eu-west-1');
  try {
    const client = await game.client('amazon', ALICE);
    const acts = [...named('own', itemActs('Scores', ALICE)), ...named('bob\'s', itemActs('Scores', BOB)), OTHERS_ITEMS.find(([name]) => name === 'scan Scores')!];
    const lines: string[] = [];
    for (const [name, act] of acts) lines.push(`${name}: ${await outcome(() => act(client))}`);
    return lines;
  } finally {
    await game.stop();
  }
}

test.each(ON_THE_ROLE.slice(0, 2))('on the role, in a replica\'s Region: %s', async (_, statements) => {
  const [own, others] = [named('own', itemActs('Scores', ALICE)), [...named('bob\'s', itemActs('Scores', BOB)), ['scan Scores'] as never]];
  expect(await replicaOutcomes(onRole(statements, replicaTemplate()))).toEqual([...all(own, 'allowed'), ...all(others, 'AccessDeniedException')]);
  expect(await replicaOutcomes(onRole(statements, withoutGuardrails(replicaTemplate())))).toEqual(all([...own, ...others], 'allowed'));
});

test.each(ON_THE_BUCKET)('in the bucket\'s policy: %s', async (_, statement) => {
  expect((await outcomes(onBucket(statement, template()))).others).toEqual([...DENIED_ITEMS, ...DENIED_OBJECTS]);
  expect((await outcomes(onBucket(statement, withoutGuardrails(template())))).others).toEqual([...DENIED_ITEMS, ...all(OTHERS_OBJECTS, 'allowed')]);
});
