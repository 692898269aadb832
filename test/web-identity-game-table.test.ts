import type { Stack } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { amazon, google, login, newStack, resources, statements, templateOf } from './support';
import type { WebIdentityGameTableProps } from '../src';
import { OwnAccess, WebIdentityGameTable, WebIdentityUsers } from '../src';

test('two options alone give a working game table', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'GameScores', { providers: [amazon], attributes: ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'] });
  expect(templateOf(stack)).toMatchSnapshot();
});

test('on demand, point-in-time recovery, retained, keys UserId and GameTitle', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'GameScores', { providers: [amazon] });
  expect(Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'))[0]).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
      AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }, { AttributeName: 'GameTitle', AttributeType: 'S' }],
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  });
});

test('construct paths and logical ids are a contract', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'GameScores', { providers: [amazon, google, login] });
  expect(scores.table.node.path).toBe('Stack/GameScores/Table');
  expect(scores.users.roles.map(({ role }) => role.node.path))
    .toEqual(['Stack/GameScores/Users/amazon', 'Stack/GameScores/Users/google', 'Stack/GameScores/Users/login.example.com']);
});

test('keys can be named', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'GameScores', {
    providers: [amazon], userIdAttribute: 'Player', sortKey: { name: 'Level', type: dynamodb.AttributeType.NUMBER }, attributes: ['Wins'],
  });
  expect(statements(stack)[0].Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual(['Player', 'Level', 'Wins']);
});

test('users are shared between tables', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [amazon] });
  new WebIdentityGameTable(stack, 'Scores', { users });
  new WebIdentityGameTable(stack, 'Friends', { users });
  expect(Object.keys(resources(stack, 'AWS::IAM::Role'))).toHaveLength(1);
  expect(statements(stack)).toHaveLength(2);
});

test('no Lambda, no custom resource', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'GameScores', { providers: [amazon, google, login] });
  const types = Object.values<any>(templateOf(stack).Resources).map((resource) => resource.Type);
  expect(new Set(types)).toEqual(new Set(['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::OIDCProvider', 'AWS::DynamoDB::GlobalTable']));
});

describe('leaderboards', () => {
  const TOP_SCORE = { name: 'TopScore', type: dynamodb.AttributeType.NUMBER };

  test('an index by game, sorted by score, its keys and listed attributes readable by the table\'s users', () => {
    const stack = newStack();
    const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], attributes: ['Wins'], serverAttributes: ['TopScore'] });
    scores.addLeaderboard('ByTopScore', { sortKey: TOP_SCORE, attributes: ['Nickname'] });
    expect(Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'))[0].Properties.GlobalSecondaryIndexes).toEqual([expect.objectContaining({
      IndexName: 'ByTopScore',
      KeySchema: [{ AttributeName: 'GameTitle', KeyType: 'HASH' }, { AttributeName: 'TopScore', KeyType: 'RANGE' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['Nickname'] },
    })]);
    const board = statements(stack).filter((statement) => JSON.stringify(statement.Resource).includes('/index/ByTopScore'));
    expect(board).toHaveLength(1);
    expect(board[0].Condition['ForAllValues:StringEquals']).toEqual({ 'dynamodb:Attributes': ['GameTitle', 'TopScore', 'UserId', 'Nickname'] });
  });

  test('do not make what they sort by writable', () => {
    const stack = newStack();
    const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], attributes: ['Wins'] });
    scores.addLeaderboard('ByTopScore', { sortKey: TOP_SCORE });
    const writes = statements(stack).filter((statement) => [statement.Action].flat().some((action) => /Put|Update|Write/.test(action)));
    expect(writes.map((statement) => statement.Condition['ForAllValues:StringEquals']['dynamodb:Attributes'])).toEqual(Array(2).fill(['UserId', 'GameTitle', 'Wins']));
  });

  test('by another key, for other readers', () => {
    const stack = newStack();
    const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon] });
    const readers = new WebIdentityUsers(stack, 'Readers', { providers: [google] });
    scores.addLeaderboard('ByCountry', { partitionKey: { name: 'Country', type: dynamodb.AttributeType.STRING }, sortKey: TOP_SCORE, readers: [readers] });
    const [policy] = Object.entries(resources(stack, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('Readers'));
    expect(policy[1].Properties.PolicyDocument.Statement[0].Condition['ForAllValues:StringEquals']['dynamodb:Attributes'])
      .toEqual(['Country', 'TopScore', 'UserId', 'GameTitle']);
  });

  test('by the user\'s id are no leaderboards', () => {
    const scores = new WebIdentityGameTable(newStack(), 'Scores', { providers: [amazon] });
    expect(() => scores.addLeaderboard('Own', { partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING }, sortKey: TOP_SCORE }))
      .toThrow(/Own, partitioned by UserId.*index-not-shared/);
  });
});

test('the published example, word for word: partition key, seven actions, six attributes', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'GameScores', { tableName: 'GameScores', providers: [amazon], attributes: ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore', 'TopScoreDateTime'] });
  const all = statements(stack);
  expect(new Set(all.flatMap((statement) => statement.Action))).toEqual(new Set([
    'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem',
  ]));
  for (const { Condition } of all) {
    expect(Condition['ForAllValues:StringEquals']).toEqual({
      'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'],
      'dynamodb:Attributes': ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore', 'TopScoreDateTime'],
    });
  }
});

test.each<[string, object | ((stack: Stack) => object), object]>([
  ['tableName', { tableName: 'Scores' }, { TableName: 'Scores' }],
  ['timeToLiveAttribute', { timeToLiveAttribute: 'Expires' }, { TimeToLiveSpecification: { AttributeName: 'Expires', Enabled: true } }],
  ['dynamoStream', { dynamoStream: dynamodb.StreamViewType.NEW_IMAGE }, { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }],
  ['deletionProtection', { deletionProtection: true }, { Replicas: [{ DeletionProtectionEnabled: true }] }],
  ['tableClass', { tableClass: dynamodb.TableClass.STANDARD_INFREQUENT_ACCESS }, { Replicas: [{ TableClass: 'STANDARD_INFREQUENT_ACCESS' }] }],
  ['pointInTimeRecoverySpecification', { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }, { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } }] }],
  ['contributorInsightsSpecification', { contributorInsightsSpecification: { enabled: true } }, { Replicas: [{ ContributorInsightsSpecification: { Enabled: true } }] }],
  ['billing', { billing: dynamodb.Billing.onDemand({ maxReadRequestUnits: 10 }) }, { BillingMode: 'PAY_PER_REQUEST' }],
  ['replicas', { replicas: [{ region: 'eu-west-1' }] }, { Replicas: [{ Region: 'eu-west-1' }, { Region: 'us-west-2' }] }],
  ['encryption', { encryption: dynamodb.TableEncryptionV2.awsManagedKey() }, { SSESpecification: { SSEEnabled: true } }],
  ['warmThroughput', { warmThroughput: { readUnitsPerSecond: 13000, writeUnitsPerSecond: 5000 } }, { WarmThroughput: { ReadUnitsPerSecond: 13000 } }],
  ['tags', { tags: [{ key: 'team', value: 'game' }] }, { Replicas: [{ Tags: [{ Key: 'team', Value: 'game' }] }] }],
  ['localSecondaryIndexes', { localSecondaryIndexes: [{ indexName: 'ByDate', sortKey: { name: 'Date', type: dynamodb.AttributeType.STRING } }] }, { LocalSecondaryIndexes: [{ IndexName: 'ByDate' }] }],
  ['globalSecondaryIndexes', { globalSecondaryIndexes: [{ indexName: 'ByDay', partitionKey: { name: 'Day', type: dynamodb.AttributeType.STRING } }] }, { GlobalSecondaryIndexes: [{ IndexName: 'ByDay' }] }],
  ['kinesisStream', (stack: Stack) => ({ kinesisStream: new kinesis.Stream(stack, 'Stream') }), { Replicas: [{ KinesisStreamSpecification: { StreamArn: expect.anything() } }] }],
  ['multiRegionConsistency and witnessRegion', {
    multiRegionConsistency: dynamodb.MultiRegionConsistency.STRONG, witnessRegion: 'us-east-2', replicas: [{ region: 'us-east-1' }],
  }, { MultiRegionConsistency: 'STRONG', GlobalTableWitnesses: [{ Region: 'us-east-2' }] }],
  ['globalTableSettingsReplicationMode', {
    globalTableSettingsReplicationMode: dynamodb.GlobalTableSettingsReplicationMode.ALL,
  }, { Replicas: [{ GlobalTableSettingsReplicationMode: 'ENABLED' }] }],
])('passes on %s', (_, props, expected) => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], ...(typeof props === 'function' ? props(stack) : props) });
  expect(Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'))[0].Properties).toMatchObject(expected);
});

test('removalPolicy is passed on', () => {
  const stack = newStack();
  new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], removalPolicy: RemovalPolicy.DESTROY });
  expect(Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'))[0].DeletionPolicy).toBe('Delete');
});

describe('what users may touch is passed on to the grants', () => {
  const statementsOf = (props: Partial<WebIdentityGameTableProps>) => {
    const stack = newStack();
    new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], ...props });
    return statements(stack);
  };

  test('access', () => {
    expect(statementsOf({ access: OwnAccess.READ })[0].Action).toEqual(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']);
  });

  test('serverAttributes', () => {
    expect(statementsOf({ attributes: ['Wins'], serverAttributes: ['Banned'] })[1].Action).toBe('dynamodb:UpdateItem');
  });

  test('keySuffix', () => {
    expect(statementsOf({ keySuffix: true })[0].Condition['ForAllValues:StringLike']).toEqual({ 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}#*'] });
  });

  test('indexes', () => {
    const [, index] = statementsOf({
      indexes: ['ByDate'],
      localSecondaryIndexes: [{ indexName: 'ByDate', sortKey: { name: 'Date', type: dynamodb.AttributeType.STRING } }],
    });
    expect(JSON.stringify(index.Resource)).toContain('/index/ByDate');
  });
});

test('an attribute of a leaderboard that is a key of it anyway is not projected twice', () => {
  const stack = newStack();
  const scores = new WebIdentityGameTable(stack, 'Scores', { providers: [amazon] });
  scores.addLeaderboard('Board', { sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER }, attributes: ['TopScore', 'Nick'] });
  const [table] = Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'));
  expect(table.Properties.GlobalSecondaryIndexes[0].Projection).toEqual({ ProjectionType: 'INCLUDE', NonKeyAttributes: ['Nick'] });
});
