import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand, TransactGetCommand,
  TransactWriteCommand, UpdateCommand, type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { ALICE, BOB, byKeyPolicy, Cloud, gameTable, HOLDER, keyPolicy, kmsStatement, outcome, ROLE, withoutKms, type Change } from './support';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function start(change?: Change): Promise<{ alice: DynamoDBDocumentClient; TableName: string }> {
  cloud = await Cloud.start(gameTable(change));
  return { alice: await cloud.table(ALICE), TableName: cloud.outputs.Table };
}

const Key = { UserId: ALICE, GameTitle: 'Chess' };
const get = (client: DynamoDBDocumentClient, TableName: string, UserId = ALICE) => (
  outcome(client.send(new GetCommand({ TableName, Key: { ...Key, UserId } }))));

/** Every way to the items of a table. */
const OPERATIONS: readonly [string, (client: DynamoDBDocumentClient, TableName: string) => Promise<unknown>][] = [
  ['PutItem', (client, TableName) => client.send(new PutCommand({ TableName, Item: { ...Key, Wins: 1 } }))],
  ['GetItem', (client, TableName) => client.send(new GetCommand({ TableName, Key }))],
  ['UpdateItem', (client, TableName) => client.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'SET Wins = :w', ExpressionAttributeValues: { ':w': 2 } }))],
  ['Query', (client, TableName) => client.send(new QueryCommand({ TableName, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': ALICE } }))],
  ['BatchGetItem', (client, TableName) => client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [Key] } } }))],
  ['BatchWriteItem', (client, TableName) => client.send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: Key } }] } }))],
  ['TransactGetItems', (client, TableName) => client.send(new TransactGetCommand({ TransactItems: [{ Get: { TableName, Key } }] }))],
  ['TransactWriteItems', (client, TableName) => client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: Key } }] }))],
  ['DeleteItem', (client, TableName) => client.send(new DeleteCommand({ TableName, Key }))],
];

test('users reach their own items, and each time the key is asked for', async () => {
  const { alice, TableName } = await start();
  for (const [, act] of OPERATIONS) expect(await outcome(act(alice, TableName))).toBe('allowed');
  const uses = cloud!.local.decisions().filter(({ action }) => action.startsWith('kms:'));
  expect(uses.map(({ action }) => action)).toEqual(OPERATIONS.map(() => 'kms:Decrypt'));
  expect(uses[0]).toMatchObject({
    resource: cloud!.outputs.KeyArn,
    effect: 'Allowed',
    context: {
      'kms:viaservice': 'dynamodb.us-east-1.amazonaws.com',
      'kms:calleraccount': '123456789012',
      'kms:encryptioncontext:aws:dynamodb:tablename': TableName,
      'kms:encryptioncontext:aws:dynamodb:subscriberid': '123456789012',
      'kms:encryptioncontextkeys': ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
      'kms:encryptionalgorithm': 'SYMMETRIC_DEFAULT',
      'kms:keyspec': 'SYMMETRIC_DEFAULT',
      'kms:keyorigin': 'AWS_KMS',
      'kms:resourcealiases': ['alias/own'],
      'aws:viaawsservice': 'true',
      'aws:calledvia': ['dynamodb.amazonaws.com'],
      'aws:calledviafirst': 'dynamodb.amazonaws.com',
      'aws:calledvialast': 'dynamodb.amazonaws.com',
      'aws:principaltype': 'AssumedRole',
      'www.amazon.com:user_id': ALICE,
    },
  });
  // KMS sees DynamoDB and not the caller's machine.
  expect(Object.keys(uses[0].context).filter((name) => /sourceip|useragent|^dynamodb:/.test(name))).toEqual([]);
});

test('without the library\'s statement nobody does, whatever they do', async () => {
  const { alice, TableName } = await start(({ access }) => withoutKms(access));
  for (const [, act] of OPERATIONS) {
    expect(await outcome(act(alice, TableName))).toMatch(new RegExp(
      '^AccessDeniedException: KMS key access denied error: com\\.amazonaws\\.services\\.kms\\.model\\.AWSKMSException: '
      + 'User: arn:aws:sts::123456789012:assumed-role/\\S+/test is not authorized to perform: kms:Decrypt '
      + `on resource: ${cloud!.outputs.KeyArn} because no identity-based policy allows the kms:Decrypt action `
      + '\\(Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\\)$'));
  }
  expect((await cloud!.administrator.tables.send(new ScanCommand({ TableName }))).Items).toEqual([]);
});

test('foreign items are refused as before, before the key is asked for', async () => {
  const { alice, TableName } = await start(byKeyPolicy({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }));
  expect(await get(alice, TableName)).toBe('allowed');
  expect(await get(alice, TableName, BOB)).toMatch(/^AccessDeniedException: User: \S+ is not authorized to perform: dynamodb:GetItem on resource/);
  expect(cloud!.local.decisions().at(-1)).toMatchObject({ action: 'dynamodb:GetItem', effect: 'ExplicitlyDenied' });
});

const forEveryone = (Condition: object) => ({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*', Condition });
const IDENTITY = 'because no identity-based policy allows the kms:Decrypt action';
const RESOURCE = 'because no resource-based policy allows the kms:Decrypt action';

/** Who may use the key: with the library's statement, with another, or by the key policy alone. */
test.each<[string, Change, string]>([
  ['IAM alone is never enough', ({ key }) => { key.KeyPolicy = keyPolicy([{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:user/x' }, Action: 'kms:*', Resource: '*' }], false); }, RESOURCE],
  ['a key policy that denies', ({ key }) => { key.KeyPolicy = keyPolicy([{ Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }]); }, 'with an explicit deny in a resource-based policy'],
  ['IAM that denies', ({ access }) => access.push({ Effect: 'Deny', Action: 'kms:*', Resource: '*' }), 'with an explicit deny in an identity-based policy'],
  ['another key in IAM', ({ access }) => { kmsStatement(access).Resource = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'; }, IDENTITY],
  ['another action in IAM', ({ access }) => { kmsStatement(access).Action = 'kms:GenerateDataKey'; }, IDENTITY],
  ['another service in IAM', ({ access }) => { kmsStatement(access).Condition.StringEquals['kms:ViaService'] = 's3.us-east-1.amazonaws.com'; }, IDENTITY],
  ['another table in IAM', ({ access }) => { kmsStatement(access).Condition.StringEquals['kms:EncryptionContext:aws:dynamodb:tableName'] = 'another'; }, IDENTITY],
  ['direct calls only', ({ access }) => { kmsStatement(access).Condition = { Bool: { 'aws:ViaAWSService': 'false' } }; }, IDENTITY],
  ['an address, which is not the caller\'s', ({ access }) => { kmsStatement(access).Condition = { IpAddress: { 'aws:SourceIp': '127.0.0.1' } }; }, IDENTITY],
  ['a Deny outside of an address', ({ access }) => access.push({ Effect: 'Deny', Action: 'kms:*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '127.0.0.1' } } }), 'with an explicit deny'],
  ['the default policy of a key', ({ key }) => { delete key.KeyPolicy; }, 'allowed'],
  ['a key policy that names the role', byKeyPolicy({ Effect: 'Allow', Principal: ROLE, Action: 'kms:Decrypt', Resource: '*' }), 'allowed'],
  ['a key policy that names the role for another action', byKeyPolicy({ Effect: 'Allow', Principal: ROLE, Action: 'kms:Encrypt', Resource: '*' }), IDENTITY.replace('identity-based', 'resource-based')],
  ['a key policy that names the account only', byKeyPolicy({ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'kms:*', Resource: '*' }), IDENTITY],
  ['a key policy for DynamoDB in the account', byKeyPolicy(forEveryone({ StringEquals: { 'kms:CallerAccount': '123456789012' }, StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } })), 'allowed'],
  ['a key policy for S3', byKeyPolicy(forEveryone({ StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } })), RESOURCE],
  ['a key policy for another account', byKeyPolicy(forEveryone({ StringEquals: { 'kms:CallerAccount': '999999999999' } })), RESOURCE],
  ['a key policy for a table', byKeyPolicy(forEveryone({ StringEquals: { 'kms:EncryptionContext:aws:dynamodb:tableName': HOLDER } })), 'allowed'],
  ['a key policy for another table', byKeyPolicy(forEveryone({ StringEquals: { 'kms:EncryptionContext:aws:dynamodb:tableName': 'another' } })), RESOURCE],
  ['a key policy for a subscriber', byKeyPolicy(forEveryone({ StringEquals: { 'kms:EncryptionContext:aws:dynamodb:subscriberId': '123456789012' } })), 'allowed'],
  ['a key policy for the keys of a context', byKeyPolicy(forEveryone({ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'] } })), 'allowed'],
  ['a key policy for fewer keys of a context', byKeyPolicy(forEveryone({ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['aws:dynamodb:tableName'] } })), RESOURCE],
  ['a key policy for calls via DynamoDB', byKeyPolicy(forEveryone({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'dynamodb.amazonaws.com' }, 'Bool': { 'aws:ViaAWSService': 'true' } })), 'allowed'],
  ['a key policy for calls via CloudFormation', byKeyPolicy(forEveryone({ StringEquals: { 'aws:CalledViaFirst': 'cloudformation.amazonaws.com' } })), RESOURCE],
  ['a key policy for an alias', byKeyPolicy(forEveryone({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/own' } })), 'allowed'],
  ['a key policy for requests by alias', byKeyPolicy(forEveryone({ StringEquals: { 'kms:RequestAlias': 'alias/own' } })), RESOURCE],
  ['a key policy for a user', byKeyPolicy(forEveryone({ StringEquals: { 'www.amazon.com:user_id': ALICE } })), 'allowed'],
  ['a key policy for another user', byKeyPolicy(forEveryone({ StringEquals: { 'www.amazon.com:user_id': BOB } })), RESOURCE],
])('%s', async (_, change, expected) => {
  const { alice, TableName } = await start(change);
  const got = await get(alice, TableName);
  if (expected === 'allowed') expect(got).toBe('allowed');
  else expect(got).toMatch(new RegExp(`^AccessDeniedException: KMS key access denied error: .* kms:Decrypt on resource: \\S+ ${expected}`));
});

test('session policies limit the use of a key as well', async () => {
  const { TableName } = await start();
  const policy = (Action: string[]) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const limited = await cloud!.table(ALICE, { policy: policy(['dynamodb:*']) });
  expect(await get(limited, TableName)).toMatch(/because no session policy allows the kms:Decrypt action/);
  expect(await get(await cloud!.table(ALICE, { policy: policy(['dynamodb:*', 'kms:Decrypt']) }), TableName)).toBe('allowed');
});

test('the administrator is no exception: whom the key policy does not let in reads nothing, and still describes the table', async () => {
  const { TableName } = await start(byKeyPolicy({ Effect: 'Allow', Principal: ROLE, Action: 'kms:Decrypt', Resource: '*' }));
  const { tables } = cloud!.administrator;
  expect(await get(tables, TableName)).toContain(RESOURCE);
  expect((await tables.send(new DescribeTableCommand({ TableName }) as any) as any).Table.TableStatus).toBe('ACTIVE');
});

test.each<[string, Change, string]>([
  ['disabled', ({ key }) => { key.Enabled = false; }, 'ValidationException: KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: KEY is disabled. (Service: AWSKMS; Status Code: 400; Error Code: DisabledException;'],
  ['without material', ({ key }) => { key.Origin = 'EXTERNAL'; }, 'ValidationException: KMS validation error: com.amazonaws.services.kms.model.KMSInvalidStateException: KEY is pending import. (Service: AWSKMS;'],
])('a key that is %s reads nothing, not even for the administrator', async (_, change, expected) => {
  const { alice, TableName } = await start(change);
  for (const client of [alice, cloud!.administrator.tables]) {
    expect(await get(client, TableName)).toContain(expected.replace('KEY', cloud!.outputs.KeyArn));
  }
});

test('a batch asks for the key of every table that it names', async () => {
  const { alice, TableName } = await start(({ template, access }) => {
    const [, table] = Object.entries<any>(template.Resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable')!;
    const key = { ...template.Resources.Key, Properties: { KeyPolicy: keyPolicy() } };
    const other = structuredClone(table);
    other.Properties.Replicas[0].SSESpecification.KMSMasterKeyId = { Ref: 'OtherKey' };
    Object.assign(template.Resources, { OtherKey: key, Other: other });
    template.Outputs.Other = { Value: { Ref: 'Other' } };
    access[0].Resource = [access[0].Resource, { 'Fn::GetAtt': ['Other', 'Arn'] }].flat();
  });
  const keys = (...names: string[]) => (
    outcome(alice.send(new BatchGetCommand({ RequestItems: Object.fromEntries(names.map((name) => [name, { Keys: [Key] }])) }))));
  const { Other } = cloud!.outputs;
  expect(await keys(TableName)).toBe('allowed');
  expect(await keys(TableName, Other)).toContain(IDENTITY);
  expect(await keys(Other)).toContain(IDENTITY);
});
