import type { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, google, login, newStack, statements, templateOf } from './support';
import {
  OwnAccess, UserBucketGrants, UserTableGrants, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityUserBucket,
  WebIdentityUsers,
} from '../src';

test('says region, role per provider, how keys are formed, and the tables', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'GameScores', { tableName: 'GameScores', providers: [amazon, google, login] });
  new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores } });

  const output = templateOf(stack).Outputs.ClientConfig;
  const text = output.Value['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : part['Fn::GetAtt']?.[0] ?? part.Ref)).join('');
  expect(JSON.parse(text)).toEqual({
    version: 1,
    region: 'us-west-2',
    providers: {
      'amazon': { roleArn: expect.stringMatching(/^GameScoresUsersamazon/), userKeyPrefix: '', folderPrefix: '' },
      'google': { roleArn: expect.stringMatching(/^GameScoresUsersgoogle/), userKeyPrefix: 'google#', folderPrefix: 'google/' },
      'https://login.example.com': { roleArn: expect.stringMatching(/^GameScoresUserslogin/), userKeyPrefix: 'login#', folderPrefix: 'login/' },
    },
    tables: { scores: { name: expect.stringMatching(/^GameScoresTable/), userIdAttribute: 'UserId', sortKey: 'GameTitle', access: 'read-write' } },
    buckets: {},
  });
});

test('refuses tables of different users, and none at all', () => {
  const stack = newStack();
  const one = new WebIdentityGameTable(stack, 'One', { providers: [amazon] });
  const two = new WebIdentityGameTable(stack, 'Two', { providers: [google] });
  expect(() => new WebIdentityClientConfig(stack, 'Both', { tables: { one, two } })).toThrow(/config-users-differ/);
  expect(() => new WebIdentityClientConfig(stack, 'None', { tables: {} })).toThrow(/config-empty/);
});

test('buckets and, on wish, an SSM parameter with the same text', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [google] });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, sharedPrefixes: ['public/'] });
  const config = new WebIdentityClientConfig(stack, 'Config', { buckets: { avatars }, parameterName: '/game/config' });
  const template = templateOf(stack);
  const [parameter] = Object.values<any>(template.Resources).filter((resource) => resource.Type === 'AWS::SSM::Parameter');
  expect(parameter.Properties).toEqual({ Name: '/game/config', Type: 'String', Value: template.Outputs.Config.Value });
  expect(stack.resolve(config.json)).toEqual(template.Outputs.Config.Value);
  expect(JSON.stringify(template.Outputs.Config.Value)).toContain('\\"prefix\\":\\"users/\\",\\"access\\":\\"read-write\\",\\"sharedPrefixes\\":[\\"public/\\"]');
});

/** The text as an app gets it, references as their logical ids. */
function told(stack: Stack): any {
  const { Value } = templateOf(stack).Outputs.Config;
  const parts: any[] = Value['Fn::Join']?.[1] ?? [Value];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : part.Ref ?? part['Fn::GetAtt'][0])).join(''));
}

test('attributes, indexes and leaderboards, also those that are added later', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'Scores', {
    providers: [amazon],
    attributes: ['Nickname'],
    serverAttributes: ['TopScore', 'Banned'],
    localSecondaryIndexes: [{ indexName: 'ByDate', sortKey: { name: 'Date', type: dynamodb.AttributeType.STRING } }],
    indexes: ['ByDate'],
  });
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores } });
  scores.addLeaderboard('ByTopScore', { sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER }, attributes: ['Nickname'] });
  expect(told(stack).tables.scores).toEqual({
    name: expect.any(String),
    userIdAttribute: 'UserId',
    sortKey: 'GameTitle',
    access: 'read-update',
    attributes: ['UserId', 'GameTitle', 'Date', 'Nickname'],
    indexes: ['ByDate'],
    leaderboards: { ByTopScore: { attributes: ['GameTitle', 'TopScore', 'UserId', 'Nickname'] } },
  });
});

test('what is told of attributes is what the statements hold users to', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], attributes: ['Wins', 'Losses'] });
  scores.addLeaderboard('ByWins', { sortKey: { name: 'Wins', type: dynamodb.AttributeType.NUMBER } });
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores } });
  const [own, , , board] = statements(stack).map(({ Condition }) => Condition['ForAllValues:StringEquals']['dynamodb:Attributes']);
  expect(told(stack).tables.scores).toMatchObject({ attributes: own, leaderboards: { ByWins: { attributes: board } } });
});

test('tables and buckets that are defined elsewhere', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [google] });
  const scores = UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'Table', 'GameScores'), { sortKey: 'GameTitle' });
  scores.ownItems(users, { access: OwnAccess.READ_UPDATE, attributes: ['Wins'], keySuffix: true });
  const board = UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'Board', 'Board'));
  board.sharedItems(users, { index: 'ByScore', attributes: ['Score'] });
  const avatars = UserBucketGrants.forBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'avatars'));
  avatars.publishedObjects(users, { prefix: 'avatars/' });
  avatars.sharedObjects(users, 'news/');
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores, board }, buckets: { avatars } });
  expect(told(stack)).toMatchObject({
    tables: {
      scores: { name: 'GameScores', userIdAttribute: 'UserId', sortKey: 'GameTitle', access: 'read-update', attributes: ['UserId', 'GameTitle', 'Wins'], keySuffix: true },
      board: { name: 'Board', userIdAttribute: 'UserId', leaderboards: { ByScore: { attributes: ['UserId', 'Score'] } } },
    },
    buckets: { avatars: { name: 'avatars', publishedPrefix: 'avatars/', sharedPrefixes: ['news/'] } },
  });
  expect(told(stack).tables.board.access).toBeUndefined();
  expect(told(stack).buckets.avatars.prefix).toBeUndefined();
});

test('is of the users whom all parts were granted to, the broker\'s before guests', () => {
  const stack = newStack();
  const broker = new WebIdentityBroker(stack, 'SignIn', { allowGuests: true });
  const scores = UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'Table', 'GameScores'));
  scores.ownItems(broker.guests!, { access: OwnAccess.READ });
  scores.ownItems(broker.users);
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores }, broker });
  expect(told(stack).providers.cognito.roleArn).toMatch(/^SignInUsers/);
  expect(told(stack)).toMatchObject({ tables: { scores: { access: 'read-write' } }, cognito: { userId: 'identityId' } });
});

test('readers of version 1 as it was find all they knew', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [google] });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users, sharedPrefixes: ['public/'], published: {} });
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores }, buckets: { avatars } });
  // What an app of the first release reads, no more.
  const { version, region, providers, tables, buckets } = told(stack);
  const { roleArn, userKeyPrefix, folderPrefix } = providers.google;
  expect([version, region, userKeyPrefix, folderPrefix, typeof roleArn]).toEqual([1, 'us-west-2', 'google#', 'google/', 'string']);
  expect([tables.scores.userIdAttribute, tables.scores.sortKey, typeof tables.scores.name]).toEqual(['UserId', 'GameTitle', 'string']);
  expect([buckets.avatars.prefix, buckets.avatars.sharedPrefixes, typeof buckets.avatars.name]).toEqual(['users/', ['public/'], 'string']);
});

test('holds nothing secret: no server attribute, no app id, no account but in role ARNs', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], attributes: ['Nickname'], serverAttributes: ['Banned'] });
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores } });
  expect(JSON.stringify(templateOf(stack).Outputs)).not.toMatch(/Banned|amzn1\.application|dynamodb:/);
});
