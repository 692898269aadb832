import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { GetItemCommand, ListTablesCommand, PutItemCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { APP, codeOf, Deployer, gameTemplate, summary } from './support';

let cloud: Deployer;
beforeEach(async () => { cloud = await Deployer.start(); });
afterEach(() => cloud.stop());

const put = (client: DynamoDBClient, TableName: string, item: { [name: string]: string }) =>
  codeOf(client.send(new PutItemCommand({ TableName, Item: Object.fromEntries(Object.entries(item).map(([name, S]) => [name, { S }])) })));

const wins = async (client: DynamoDBClient, TableName: string): Promise<AttributeValue | undefined> =>
  (await client.send(new GetItemCommand({ TableName, Key: { UserId: { S: 'alice' } }, ProjectionExpression: 'Wins' }))).Item?.Wins;

const tables = async () => (await cloud.administrator.send(new ListTablesCommand({}))).TableNames;

test('a changed attribute list is in force at once, for sessions that are there already, and the items stay', async () => {
  const { outputs } = await cloud.deploy('Game', gameTemplate());
  const alice = await cloud.player('alice', outputs.Role);
  expect(await put(alice, outputs.Table, { UserId: 'alice', Wins: '1' })).toBe('allowed');
  expect(await put(alice, outputs.Table, { UserId: 'alice', Losses: '1' })).toBe('AccessDeniedException');

  const { events, outputs: after } = await cloud.deploy('Game', gameTemplate({ attributes: ['UserId', 'Losses', 'Wins'] }));
  expect(after).toEqual(outputs);
  expect(summary(events)).toEqual([
    'Game UPDATE_IN_PROGRESS', 'Players UPDATE_IN_PROGRESS', 'Players UPDATE_COMPLETE', 'Game UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'Game UPDATE_COMPLETE',
  ]);
  expect(await wins(alice, outputs.Table)).toEqual({ S: '1' });
  expect(await put(alice, outputs.Table, { UserId: 'alice', Wins: '2', Losses: '1' })).toBe('allowed');

  await cloud.deploy('Game', gameTemplate());
  expect(await put(alice, outputs.Table, { UserId: 'alice', Losses: '2' })).toBe('AccessDeniedException');
});

describe('another key schema makes another table', () => {
  const sorted = {
    AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }, { AttributeName: 'Level', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'Level', KeyType: 'RANGE' }],
  };

  test('of another name, in place of the old one', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    await put(cloud.administrator, outputs.Table, { UserId: 'alice', Wins: '1' });
    const { events, outputs: after } = await cloud.deploy('Game', gameTemplate({ table: sorted }));
    expect(after.Table).toMatch(/^Game-Scores-[0-9A-F]{12}$/);
    expect(after.Table).not.toBe(outputs.Table);
    expect(await tables()).toEqual([after.Table]);
    expect(summary(events)).toEqual([
      'Game UPDATE_IN_PROGRESS', 'Scores UPDATE_IN_PROGRESS', 'Scores UPDATE_COMPLETE', 'Players UPDATE_IN_PROGRESS', 'Players UPDATE_COMPLETE',
      'Game UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'Scores DELETE_IN_PROGRESS', 'Scores DELETE_COMPLETE', 'Game UPDATE_COMPLETE',
    ]);
    const alice = await cloud.player('alice', after.Role);
    expect(await put(alice, after.Table, { UserId: 'alice', Level: '1', Wins: '1' })).toBe('AccessDeniedException');
    await cloud.deploy('Game', gameTemplate({ table: sorted, attributes: ['UserId', 'Level', 'Wins'] }));
    expect(await put(alice, after.Table, { UserId: 'alice', Level: '1', Wins: '1' })).toBe('allowed');
  });

  test('and with UpdateReplacePolicy: Retain the old one stays, with its items', async () => {
    const policies = { UpdateReplacePolicy: 'Retain' };
    const { outputs } = await cloud.deploy('Game', gameTemplate({ policies }));
    await put(cloud.administrator, outputs.Table, { UserId: 'alice', Wins: '1' });
    const { events, outputs: after } = await cloud.deploy('Game', gameTemplate({ policies, table: sorted }));
    expect(summary(events)).toContain('Scores DELETE_SKIPPED');
    expect(await tables()).toEqual([after.Table, outputs.Table].sort());
    expect(await wins(cloud.administrator, outputs.Table)).toEqual({ S: '1' });
    // The old table is no stack's anymore, and nobody's policy names it.
    expect(await put(await cloud.player('alice', after.Role), outputs.Table, { UserId: 'alice', Wins: '2' })).toBe('AccessDeniedException');
  });

  test('but not under a name of the user\'s choice', async () => {
    const named = { TableName: 'GameScores' };
    await cloud.deploy('Game', gameTemplate({ table: named }));
    await put(cloud.administrator, 'GameScores', { UserId: 'alice', Wins: '1' });
    const { stack, events } = await cloud.deploy('Game', gameTemplate({ table: { ...sorted, ...named } }));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(events.find(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED')).toMatchObject({
      LogicalResourceId: 'Scores',
      ResourceStatusReason: 'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename GameScores and update the stack again.',
    });
    expect(await wins(cloud.administrator, 'GameScores')).toEqual({ S: '1' });
  });

  test('an attribute that changes its type does so, too', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    const { outputs: after } = await cloud.deploy('Game', gameTemplate({ table: { AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'N' }] } }));
    expect(after.Table).not.toBe(outputs.Table);
  });
});

describe('global secondary indexes come and go with the items in place', () => {
  const indexed = (...names: string[]) => ({
    AttributeDefinitions: ['UserId', ...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: names.map((name) => ({
      IndexName: `By${name}`, KeySchema: [{ AttributeName: name, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' },
    })),
  });

  test('one at a time', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    await put(cloud.administrator, outputs.Table, { UserId: 'alice', Wins: '1', Team: 'red' });
    const { stack, outputs: after } = await cloud.deploy('Game', gameTemplate({ table: indexed('Team') }));
    expect([stack.StackStatus, after.Table]).toEqual(['UPDATE_COMPLETE', outputs.Table]);
    expect(await wins(cloud.administrator, outputs.Table)).toEqual({ S: '1' });
  });

  test('two at a time are refused as AWS refuses them', async () => {
    await cloud.deploy('Game', gameTemplate());
    const { stack, events } = await cloud.deploy('Game', gameTemplate({ table: indexed('Team', 'Level') }));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(events.map((event) => event.ResourceStatusReason)).toContain('Cannot perform more than one GSI creation or deletion in a single update');
  });
});

describe('a broken template', () => {
  const open = { Effect: 'Maybe', Action: 'dynamodb:*', Resource: '*' };
  const broken = gameTemplate({
    resources: { Open: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'open', Roles: [{ Ref: 'Players' }], PolicyDocument: { Version: '2012-10-17', Statement: [open] } } } },
  });

  test('is rolled back, and the old policy is still enforced', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    const alice = await cloud.player('alice', outputs.Role);
    const { stack, events } = await cloud.deploy('Game', broken);
    expect(stack).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(events.map((event) => event.ResourceStatusReason).join()).toContain('Effect');
    expect(await put(alice, outputs.Table, { UserId: 'alice', Wins: '1' })).toBe('allowed');
    expect(await put(alice, outputs.Table, { UserId: 'bob', Wins: '1' })).toBe('AccessDeniedException');
    expect((await cloud.deploy('Game', gameTemplate({ attributes: ['UserId'] }))).stack.StackStatus).toBe('UPDATE_COMPLETE');
  });

  test('leaves nothing of a stack that was to be created, which must be deleted before the next attempt', async () => {
    const { stack, events } = await cloud.deploy('Game', broken);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(summary(events).slice(-2)).toEqual(['Game ROLLBACK_IN_PROGRESS', 'Game ROLLBACK_COMPLETE']);
    expect(await tables()).toEqual([]);
    await expect(cloud.deploy('Game', gameTemplate())).rejects.toThrow('is in ROLLBACK_COMPLETE state and can not be updated');
    await cloud.destroy('Game');
    expect((await cloud.deploy('Game', gameTemplate())).stack.StackStatus).toBe('CREATE_COMPLETE');
  });
});

describe('destroying', () => {
  test('ends the sessions and drops the table', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate());
    const alice = await cloud.player('alice', outputs.Role);
    const events = await cloud.destroy('Game');
    expect(summary(events)).toEqual([
      'Game DELETE_IN_PROGRESS', 'Scores DELETE_IN_PROGRESS', 'Scores DELETE_COMPLETE', 'Players DELETE_IN_PROGRESS', 'Players DELETE_COMPLETE', 'Game DELETE_COMPLETE',
    ]);
    expect(await cloud.status('Game')).toBeUndefined();
    expect(await tables()).toEqual([]);
    expect(await put(alice, outputs.Table, { UserId: 'alice' })).toBe('UnrecognizedClientException');
  });

  test('a role made anew under its old name does not take over old sessions', async () => {
    const named = { Players: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'players', AssumeRolePolicyDocument: trust, Policies: [] } } };
    const template = { Resources: named, Outputs: { Role: { Value: { 'Fn::GetAtt': ['Players', 'Arn'] } } } };
    const { outputs } = await cloud.deploy('Game', template);
    const alice = await cloud.player('alice', outputs.Role);
    expect(await put(alice, 'none', { UserId: 'alice' })).toBe('AccessDeniedException');
    await cloud.destroy('Game');
    await cloud.deploy('Game', template);
    expect(await put(alice, 'none', { UserId: 'alice' })).toBe('UnrecognizedClientException');
    expect(await put(await cloud.player('alice', outputs.Role), 'none', { UserId: 'alice' })).toBe('AccessDeniedException');
  });

  test('a retained table stays, is in the way of another of its name, and can be taken over', async () => {
    const retained = gameTemplate({ table: { TableName: 'GameScores' }, policies: { DeletionPolicy: 'Retain' } });
    await cloud.deploy('Game', retained);
    await put(cloud.administrator, 'GameScores', { UserId: 'alice', Wins: '1' });
    expect(summary(await cloud.destroy('Game'))).toContain('Scores DELETE_SKIPPED');
    expect(await wins(cloud.administrator, 'GameScores')).toEqual({ S: '1' });

    const { stack, events } = await cloud.deploy('Game', retained);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(events.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason)
      .toBe('GameScores already exists: it was kept when Game let go of it; deploy with --import-existing-resources to take it over');
    await cloud.destroy('Game');
    const { outputs } = await cloud.deploy('Game', retained, { importExisting: true });
    expect(await wins(await cloud.player('alice', outputs.Role), 'GameScores')).toEqual({ S: '1' });
    await cloud.destroy('Game');
    expect(await tables()).toEqual(['GameScores']);
  });

  test('a protected stack stays whole until its protection is lifted', async () => {
    await cloud.deploy('Game', gameTemplate());
    const protect = (EnableTerminationProtection: boolean) =>
      cloud.cloudformation.send(new UpdateTerminationProtectionCommand({ StackName: 'Game', EnableTerminationProtection }));
    await protect(true);
    await expect(cloud.destroy('Game')).rejects.toMatchObject({
      name: 'ValidationError', message: 'Stack [Game] cannot be deleted while TerminationProtection is enabled',
    });
    expect([await cloud.status('Game'), await tables()]).toEqual(['CREATE_COMPLETE', [expect.any(String)]]);
    await protect(false);
    expect(summary(await cloud.destroy('Game')).at(-1)).toBe('Game DELETE_COMPLETE');
  });

  test('an identity ends with its pool', async () => {
    const pool = { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: true } };
    const { outputs } = await cloud.deploy('Pool', { Resources: { Pool: pool }, Outputs: { Id: { Value: { Ref: 'Pool' } } } });
    const cognito = new CognitoIdentityClient(cloud.as(cloud.cloud.administrator));
    const { IdentityId } = await cognito.send(new GetIdCommand({ IdentityPoolId: outputs.Id }));
    const token = () => codeOf(cognito.send(new GetOpenIdTokenCommand({ IdentityId })));
    expect(await token()).toBe('allowed');
    await cloud.destroy('Pool');
    expect(await token()).toBe('ResourceNotFoundException');
  });

  test('a protected table fails the deletion; the rest is gone', async () => {
    const { outputs } = await cloud.deploy('Game', gameTemplate({ table: { DeletionProtectionEnabled: true } }));
    const events = await cloud.destroy('Game');
    expect(summary(events).slice(-2)).toEqual(['Scores DELETE_FAILED', 'Game DELETE_FAILED']);
    expect(await cloud.status('Game')).toBe('DELETE_FAILED');
    expect(await tables()).toEqual([outputs.Table]);
    await expect(cloud.player('alice', outputs.Role)).rejects.toThrow('Not authorized');
  });
});

const trust = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow',
    Principal: { Federated: 'www.amazon.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'www.amazon.com:app_id': APP } },
  }],
};
