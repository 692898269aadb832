import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DescribeTimeToLiveCommand, ListTagsOfResourceCommand, PutItemCommand, QueryCommand,
  ScanCommand, TagResourceCommand, UntagResourceCommand, UpdateTableCommand, UpdateTimeToLiveCommand, type CreateTableCommandInput,
  type DynamoDBClient, type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { codeOf, Deployer, gameTemplate } from '../cloudformation/support';

/* What the administrator changes of a table that belongs to no stack; and that nobody else does, nor of a stack's. */

const TableName = 'Scores';
const ResourceArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`;
const TABLE: CreateTableCommandInput = {
  TableName,
  AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};
const BY_NICK = {
  IndexName: 'ByNick', KeySchema: [{ AttributeName: 'Nick', KeyType: 'HASH' as const }], Projection: { ProjectionType: 'ALL' as const },
};
const NICK = [{ AttributeName: 'Nick', AttributeType: 'S' as const }];

let cloud: Deployer;
let client: DynamoDBClient;
beforeEach(async () => {
  cloud = await Deployer.start();
  client = cloud.administrator;
  await client.send(new CreateTableCommand({ ...TABLE, Tags: [{ Key: 'Team', Value: 'blue' }] }));
});
afterEach(() => cloud.stop());

const update = (more: Partial<UpdateTableCommandInput>) => client.send(new UpdateTableCommand({ TableName, ...more }));
const described = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table!;
const tags = async () => (await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;
const expiry = async () => (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
const expire = (AttributeName: string, Enabled: boolean) => (
  client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } })));

describe('UpdateTable', () => {
  const put = (UserId: string, Nick?: object) => (
    client.send(new PutItemCommand({ TableName, Item: { UserId: { S: UserId }, ...Nick && { Nick } } as never })));
  const nicks = async (...names: string[]) => Promise.all(names.map(async (name) => {
    const { Items } = await client.send(new QueryCommand({
      TableName, IndexName: 'ByNick', KeyConditionExpression: 'Nick = :n', ExpressionAttributeValues: { ':n': { S: name } },
    }));
    return Items!.map(({ UserId }) => UserId.S).sort();
  }));

  test('an index more holds what was there, without what could be no key of it', async () => {
    await put('alice', { S: 'Al' });
    await put('bob', { N: '1' });
    await put('carol', { S: '' });
    await put('dave');
    await put('erin', { S: 'x'.repeat(2049) });
    const { TableDescription } = await update({ AttributeDefinitions: NICK, GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }] });
    expect(TableDescription).toMatchObject({ TableStatus: 'UPDATING', GlobalSecondaryIndexes: [BY_NICK] });
    await put('frank', { S: 'Al' });
    expect(await nicks('Al', 'x')).toEqual([['alice', 'frank'], []]);
    expect((await client.send(new ScanCommand({ TableName, IndexName: 'ByNick' }))).Count).toBe(2);
    expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(6);
    // From now on it is a key.
    expect(await codeOf(put('bob', { N: '2' }))).toBe('ValidationException');
  });

  test('an index less goes with the attribute that only it had', async () => {
    await update({ AttributeDefinitions: NICK, GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }] });
    expect((await described()).AttributeDefinitions).toHaveLength(2);
    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'ByNick' } }] });
    expect(await described()).toMatchObject({ AttributeDefinitions: TABLE.AttributeDefinitions });
    expect(await codeOf(client.send(new ScanCommand({ TableName, IndexName: 'ByNick' })))).toBe('ValidationException');
  });

  test('what is bought, protection, class, stream', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 6 };
    await update({ BillingMode: 'PROVISIONED', ProvisionedThroughput, DeletionProtectionEnabled: true, TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    expect(await described()).toMatchObject({ ProvisionedThroughput, DeletionProtectionEnabled: true, TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } });
    await expect(update({ ProvisionedThroughput })).rejects.toThrow('The provisioned throughput for the table will not change.');
    expect(await codeOf(client.send(new DeleteTableCommand({ TableName })))).toBe('ValidationException');
    await update({ BillingMode: 'PAY_PER_REQUEST', StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } });
    expect(await described()).toMatchObject({ BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
    await update({ DeletionProtectionEnabled: false, StreamSpecification: { StreamEnabled: false } });
    expect((await described()).StreamSpecification).toBeUndefined();
    await client.send(new DeleteTableCommand({ TableName }));
  });

  test.each<[what: string, code: string, more: Partial<UpdateTableCommandInput>]>([
    ['nothing', 'ValidationException', {}],
    ['attributes alone', 'ValidationException', { AttributeDefinitions: NICK }],
    ['a table that is none', 'ResourceNotFoundException', { TableName: 'Nowhere', DeletionProtectionEnabled: true }],
    ['an index that is none', 'ResourceNotFoundException', { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'ByNick' } }] }],
    ['an index without a type for its key', 'ValidationException', { GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }] }],
    ['two indexes at once', 'LimitExceededException', {
      AttributeDefinitions: NICK, GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }, { Create: { ...BY_NICK, IndexName: 'More' } }],
    }],
    ['the type of its key', 'ValidationException', {
      AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'N' }, ...NICK], GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }],
    }],
    ['throughput on demand', 'ValidationException', { BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }],
    ['an attribute that is no key', 'ValidationException', { AttributeDefinitions: NICK, DeletionProtectionEnabled: true }],
    ['an attribute of two types', 'ValidationException', {
      AttributeDefinitions: [...NICK, { AttributeName: 'Nick', AttributeType: 'N' }], GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }],
    }],
    ['throughput, of a table on demand', 'ValidationException', { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }],
    ['a stream that is not there', 'ValidationException', { StreamSpecification: { StreamEnabled: false } }],
    ['replicas, which are not run', 'ValidationException', { ReplicaUpdates: [{ Create: { RegionName: 'eu-west-1' } }] }],
  ])('of %s is refused, and nothing is changed', async (_, code, more) => {
    const before = await described();
    expect(await codeOf(update(more))).toBe(code);
    expect(await described()).toEqual(before);
  });

  test('an index of several attributes', async () => {
    const KeySchema = [{ AttributeName: 'Game', KeyType: 'HASH' as const }, { AttributeName: 'Level', KeyType: 'HASH' as const }, { AttributeName: 'Nick', KeyType: 'RANGE' as const }];
    const AttributeDefinitions = ['Game', 'Level', 'Nick'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
    await update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: { ...BY_NICK, KeySchema } }] });
    await client.send(new CreateTableCommand({
      ...TABLE, TableName: 'More', AttributeDefinitions: [...TABLE.AttributeDefinitions!, ...AttributeDefinitions], GlobalSecondaryIndexes: [{ ...BY_NICK, KeySchema }],
    }));
    expect((await described()).GlobalSecondaryIndexes).toMatchObject([{ KeySchema }]);
  });
});

test('time to live is switched on, told, and switched off', async () => {
  expect(await expiry()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  expect(await codeOf(expire('Expires', false))).toBe('ValidationException');
  expect((await expire('Expires', true)).TimeToLiveSpecification).toEqual({ AttributeName: 'Expires', Enabled: true });
  expect(await expiry()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'Expires' });
  await expect(expire('Expires', true)).rejects.toMatchObject({ name: 'ValidationException', message: 'TimeToLive is already enabled' });
  expect(await codeOf(expire('Other', true))).toBe('ValidationException');
  await expire('Expires', false);
  expect(await expiry()).toEqual({ TimeToLiveStatus: 'DISABLED' });
});

test('tags are set, replaced and taken off', async () => {
  expect(await tags()).toEqual([{ Key: 'Team', Value: 'blue' }]);
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'Team', Value: 'red' }, { Key: 'Stage', Value: '' }] }));
  expect(await tags()).toEqual([{ Key: 'Team', Value: 'red' }, { Key: 'Stage', Value: '' }]);
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['Team', 'None'] }));
  expect(await tags()).toEqual([{ Key: 'Stage', Value: '' }]);
  const tag = (Key: string, arn = ResourceArn) => codeOf(client.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key, Value: 'x' }] })));
  expect(await tag('aws:x')).toBe('ValidationException');
  expect(await tag('x', `${ResourceArn}/index/ByNick`)).toBe('ValidationException');
  expect(await tag('x', `${ResourceArn}2`)).toBe('ResourceNotFoundException');
  const Tags = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
  expect(await codeOf(client.send(new TagResourceCommand({ ResourceArn, Tags })))).toBe('ValidationException');
});

test('of changes at the same time none is lost', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: `k${i}`, Value: '' }] }))));
  expect(await tags()).toHaveLength(11);
});

test('a table is made with encryption switched off, and with no names of keys that are too long or twice there', async () => {
  const make = (more: Partial<CreateTableCommandInput>) => codeOf(client.send(new CreateTableCommand({ ...TABLE, TableName: 'More', ...more })));
  const long = 'x'.repeat(256);
  expect(await make({ AttributeDefinitions: [{ AttributeName: long, AttributeType: 'S' }], KeySchema: [{ AttributeName: long, KeyType: 'HASH' }] }))
    .toBe('ValidationException');
  expect(await make({
    AttributeDefinitions: [...TABLE.AttributeDefinitions!, ...NICK, { AttributeName: 'Nick', AttributeType: 'N' }],
    GlobalSecondaryIndexes: [BY_NICK, { ...BY_NICK, IndexName: 'ByNick2', KeySchema: [{ AttributeName: 'Nick', KeyType: 'HASH' }] }],
  })).toBe('ValidationException');
  expect(await make({ SSESpecification: { Enabled: false } })).toBe('allowed');
});

test('all of it is there after a restart', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tables-'));
  const first = await Deployer.start({ data });
  const { administrator } = first;
  await administrator.send(new CreateTableCommand(TABLE));
  await administrator.send(new UpdateTableCommand({ TableName, AttributeDefinitions: NICK, GlobalSecondaryIndexUpdates: [{ Create: BY_NICK }] }));
  await administrator.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'Team', Value: 'red' }] }));
  await administrator.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: 'Expires', Enabled: true } }));
  await first.stop();
  const second = await Deployer.start({ data });
  client = second.administrator;
  try {
    expect((await described()).GlobalSecondaryIndexes).toMatchObject([BY_NICK]);
    expect([await tags(), await expiry()]).toEqual([[{ Key: 'Team', Value: 'red' }], { TimeToLiveStatus: 'ENABLED', AttributeName: 'Expires' }]);
  } finally {
    await second.stop();
  }
});

describe('a table of a stack', () => {
  const commands = (name: string) => [
    new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: true }),
    new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName: 'Ends', Enabled: false } }),
    new TagResourceCommand({ ResourceArn: ResourceArn.replace(TableName, name), Tags: [{ Key: 'a', Value: 'b' }] }),
    new UntagResourceCommand({ ResourceArn: ResourceArn.replace(TableName, name), TagKeys: ['a'] }),
  ];

  test('is changed in its template alone, and told of', async () => {
    const table = { Tags: [{ Key: 'Team', Value: 'green' }], TimeToLiveSpecification: { AttributeName: 'Ends', Enabled: true }, DeletionProtectionEnabled: true };
    const { outputs } = await cloud.deploy('Game', gameTemplate({ table }), { tags: { Stage: 'test' } });
    for (const command of commands(outputs.Table)) {
      await expect(client.send(command as never)).rejects.toMatchObject({ name: 'ResourceInUseException', message: expect.stringContaining('belongs to the stack Game') });
    }
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: ResourceArn.replace(TableName, outputs.Table) }));
    expect(Tags).toEqual([{ Key: 'Stage', Value: 'test' }, { Key: 'Team', Value: 'green' }]);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: outputs.Table }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'Ends' });
    expect((await client.send(new DescribeTableCommand({ TableName: outputs.Table }))).Table).toMatchObject({ DeletionProtectionEnabled: true });
  });

  test('and one by hand are not for players, unless their policy says so', async () => {
    const may = (Action: string, Condition?: object) => ({
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: Action.replace(':', '-'),
        Roles: [{ Ref: 'Players' }],
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: ResourceArn, Condition }] },
      },
    });
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    const alice = await cloud.player('alice', outputs.Role);
    for (const command of [...commands(outputs.Table), ...commands(TableName)]) expect(await codeOf(alice.send(command as never))).toBe('AccessDeniedException');
    await cloud.deploy('Game', gameTemplate({ resources: { May: may('dynamodb:TagResource', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }) } }));
    const tag = (Key: string) => codeOf(alice.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key, Value: 'b' }] })));
    expect([await tag('a'), await tag('c')]).toEqual(['allowed', 'AccessDeniedException']);
  });
});
