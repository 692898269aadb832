import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient, PutItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import {
  AddClientIDToOpenIDConnectProviderCommand, AttachRolePolicyCommand, CreateOpenIDConnectProviderCommand, CreatePolicyCommand, CreateRoleCommand,
  DeleteRoleCommand, DeleteRolePolicyCommand, GetOpenIDConnectProviderCommand, GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand,
  PutRolePolicyCommand, RemoveClientIDFromOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, DeleteBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { APP, codeOf, Deployer, gameTemplate } from './support';

/* What the administrator makes beside the stacks: the table, the bucket, the role that an app imports. */

let cloud: Deployer;
beforeEach(async () => { cloud = await Deployer.start(); });
afterEach(() => cloud.stop());

const as = (credentials = cloud.cloud.administrator as object) => cloud.as(credentials as never);
const iam = (credentials?: object) => new IAMClient(as(credentials));
const s3 = (credentials?: object) => new S3Client({ ...as(credentials), forcePathStyle: true });
const dynamodb = (credentials?: object) => new DynamoDBClient(as(credentials));

const TRUST = {
  Version: '2012-10-17',
  Statement: [{
    Effect: 'Allow', Principal: { Federated: 'www.amazon.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'www.amazon.com:app_id': APP } },
  }],
};
const policy = (Action: string, Resource = '*', more = {}) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] });
const TABLE = {
  TableName: 'GameScores',
  AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};
const role = (RoleName: string) => iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(TRUST) }));

test('a role and a table by hand, a policy by a stack: the app that imports both works', async () => {
  const { Role } = await role('GameRole');
  expect(Role).toMatchObject({ RoleName: 'GameRole', Arn: 'arn:aws:iam::123456789012:role/GameRole', Path: '/' });
  const { TableDescription } = await dynamodb().send(new CreateTableCommand({
    ...TABLE,
    AttributeDefinitions: [...TABLE.AttributeDefinitions, { AttributeName: 'GameTitle', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [{ IndexName: 'Titles', KeySchema: [{ AttributeName: 'GameTitle', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
  }));
  expect(TableDescription).toMatchObject({ TableName: 'GameScores', TableStatus: 'CREATING', GlobalSecondaryIndexes: [{ IndexName: 'Titles', IndexStatus: 'CREATING' }] });
  await waitUntilTableExists({ client: dynamodb(), minDelay: 1, maxWaitTime: 5 }, { TableName: 'GameScores' });

  const own = JSON.parse(policy('dynamodb:PutItem', TableDescription!.TableArn, {
    Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
  })) as object;
  const grants = { Resources: { Own: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'own', PolicyDocument: own, Roles: ['GameRole'] } } } };
  expect((await cloud.deploy('Grants', grants)).stack.StackStatus).toBe('CREATE_COMPLETE');
  const alice = await cloud.player('alice', Role!.Arn!);
  const put = (name: string) => codeOf(alice.send(new PutItemCommand({ TableName: 'GameScores', Item: { UserId: { S: name } } })));
  expect([await put('alice'), await put('bob')]).toEqual(['allowed', 'AccessDeniedException']);

  // Not while a stack's policy is on it: that would be left without a role.
  expect(await codeOf(iam().send(new DeleteRoleCommand({ RoleName: 'GameRole' })))).toBe('DeleteConflictException');
  await cloud.destroy('Grants');
  expect(await put('alice')).toBe('AccessDeniedException');
  expect((await cloud.deploy('Grants', grants)).stack.StackStatus).toBe('CREATE_COMPLETE');
  await cloud.destroy('Grants');
  await iam().send(new DeleteRoleCommand({ RoleName: 'GameRole' }));
  await dynamodb().send(new DeleteTableCommand({ TableName: 'GameScores' }));
  expect(await codeOf(dynamodb().send(new DescribeTableCommand({ TableName: 'GameScores' })))).toBe('ResourceNotFoundException');
});

test('a policy by hand on a role of a stack is in force, can be changed and taken off; those of the stack stay its own', async () => {
  const { outputs } = await cloud.deploy('Game', gameTemplate());
  const RoleName = outputs.Role.split('/').pop()!;
  const alice = await cloud.player('alice', outputs.Role);
  const read = () => codeOf(alice.send(new DescribeTableCommand({ TableName: outputs.Table })));
  expect(await read()).toBe('AccessDeniedException');
  const put = (PolicyName: string, PolicyDocument: string) => iam().send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  await put('more', policy('dynamodb:DescribeTable'));
  expect(await read()).toBe('allowed');
  await put('more', policy('dynamodb:ListTables'));
  expect(await read()).toBe('AccessDeniedException');
  await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'more' }));
  expect(await codeOf(iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'more' })))).toBe('NoSuchEntityException');
  expect(await codeOf(put('own', policy('*')))).toBe('UnmodifiableEntityException');
  expect(await codeOf(iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'own' })))).toBe('UnmodifiableEntityException');
  expect(await codeOf(iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })))).toBe('UnmodifiableEntityException');
  await expect(put('odd', '{')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message: 'Syntax errors in policy.' });
  await expect(put('odd', policy('dynamodb:GetItem', '*', { Principal: '*' }))).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
});

test('managed policies by hand, attached to a role by hand', async () => {
  const { Role } = await role('GameRole');
  const { Policy } = await iam().send(new CreatePolicyCommand({ PolicyName: 'tables', PolicyDocument: policy('dynamodb:ListTables') }));
  await iam().send(new AttachRolePolicyCommand({ RoleName: 'GameRole', PolicyArn: Policy!.Arn }));
  await iam().send(new AttachRolePolicyCommand({ RoleName: 'GameRole', PolicyArn: Policy!.Arn }));
  expect((await iam().send(new ListAttachedRolePoliciesCommand({ RoleName: 'GameRole' }))).AttachedPolicies).toEqual([{ PolicyName: 'tables', PolicyArn: Policy!.Arn }]);
  expect(await codeOf(iam().send(new AttachRolePolicyCommand({ RoleName: 'GameRole', PolicyArn: `${Policy!.Arn}x` })))).toBe('ValidationError');
  expect(Role!.RoleId).toBe((await iam().send(new GetRoleCommand({ RoleName: 'GameRole' }))).Role!.RoleId);
});

test('a bucket and a provider by hand', async () => {
  const Url = 'https://login.example.com';
  const { OpenIDConnectProviderArn } = await iam().send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['game'] }));
  expect(OpenIDConnectProviderArn).toBe('arn:aws:iam::123456789012:oidc-provider/login.example.com');
  await expect(iam().send(new CreateOpenIDConnectProviderCommand({ Url }))).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException', message: `Provider with url ${Url} already exists.`,
  });
  expect((await s3().send(new CreateBucketCommand({ Bucket: 'by-hand' }))).Location).toBe('/by-hand');
  await s3().send(new PutObjectCommand({ Bucket: 'by-hand', Key: 'a', Body: 'x' }));
  expect(await codeOf(s3().send(new DeleteBucketCommand({ Bucket: 'by-hand' })))).toBe('BucketNotEmpty');
});

test("client ids of a provider by hand, each once; a stack's are the stack's", async () => {
  const { OpenIDConnectProviderArn } = await iam().send(new CreateOpenIDConnectProviderCommand({ Url: 'https://login.example.com', ClientIDList: ['game'] }));
  const provider = { OpenIDConnectProviderArn };
  const clientIds = async () => (await iam().send(new GetOpenIDConnectProviderCommand(provider as never))).ClientIDList;
  const add = (ClientID: string, of: object = provider) => iam().send(new AddClientIDToOpenIDConnectProviderCommand({ ...of, ClientID } as never));
  const remove = (ClientID: string) => iam().send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...provider, ClientID } as never));
  for (const id of ['web', 'web', 'game']) await add(id);
  expect(await clientIds()).toEqual(['game', 'web']);
  for (const id of ['game', 'game']) await remove(id);
  expect(await clientIds()).toEqual(['web']);

  const ofStack = { Resources: { It: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://stack.example.com', ClientIdList: ['game'] } } } };
  await cloud.deploy('Issuer', ofStack);
  const arn = OpenIDConnectProviderArn!.replace('login', 'stack');
  await expect(add('web', { OpenIDConnectProviderArn: arn })).rejects.toMatchObject({
    name: 'UnmodifiableEntityException', message: `The provider ${arn} belongs to the stack Issuer: change its client ids there`,
  });
  expect(await codeOf(add('web', { OpenIDConnectProviderArn: `${arn}x` }))).toBe('NoSuchEntityException');
  expect(await codeOf(add(''))).toBe('ValidationError');
});

test.each<[what: string, act: () => Promise<unknown>, code: string]>([
  ['a table of a name that is there', async () => { await dynamodb().send(new CreateTableCommand(TABLE)); return dynamodb().send(new CreateTableCommand(TABLE)); }, 'ResourceInUseException'],
  ['a table without a key', () => dynamodb().send(new CreateTableCommand({ ...TABLE, KeySchema: [] })), 'ValidationException'],
  ['a table whose key is no attribute', () => dynamodb().send(new CreateTableCommand({ ...TABLE, AttributeDefinitions: [{ AttributeName: 'X', AttributeType: 'S' }] })), 'ValidationException'],
  ['a table with a policy of its own', () => dynamodb().send(new CreateTableCommand({ ...TABLE, ResourcePolicy: policy('*') })), 'ValidationException'],
  ['a bucket of a name that is there', async () => { await s3().send(new CreateBucketCommand({ Bucket: 'twice' })); return s3().send(new CreateBucketCommand({ Bucket: 'twice' })); }, 'BucketAlreadyOwnedByYou'],
  ['a bucket elsewhere', () => s3().send(new CreateBucketCommand({ Bucket: 'there', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })), 'IllegalLocationConstraintException'],
  ['a bucket that everybody reads', () => s3().send(new CreateBucketCommand({ Bucket: 'open', ACL: 'public-read' })), 'NotImplemented'],
  ['a role of a name that is there, in another case', async () => { await role('GameRole'); return role('gamerole'); }, 'EntityAlreadyExistsException'],
  ['a role with tags', () => iam().send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(TRUST), Tags: [{ Key: 'a', Value: 'b' }] })), 'ValidationError'],
  ['a role that names no application', () => iam().send(new CreateRoleCommand({
    RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify({ ...TRUST, Statement: [{ ...TRUST.Statement[0], Condition: undefined }] }),
  })), 'MalformedPolicyDocumentException'],
])('%s is refused', async (_, act, code) => {
  expect(await codeOf(act() as never)).toBe(code);
});

describe('users make nothing by a policy that does not say so', () => {
  const session = async (document: string) => {
    await role('GameRole');
    await iam().send(new PutRolePolicyCommand({ RoleName: 'GameRole', PolicyName: 'p', PolicyDocument: document }));
    return (await cloud.player('alice', 'arn:aws:iam::123456789012:role/GameRole')).config.credentials();
  };
  const attacks = (keys: object): Promise<unknown>[] => [
    dynamodb(keys).send(new CreateTableCommand(TABLE)),
    dynamodb(keys).send(new DeleteTableCommand({ TableName: 'GameScores' })),
    s3(keys).send(new CreateBucketCommand({ Bucket: 'mine' })),
    s3(keys).send(new DeleteBucketCommand({ Bucket: 'theirs' })),
    iam(keys).send(new CreateOpenIDConnectProviderCommand({ Url: 'https://evil.example.com', ClientIDList: ['game'] })),
    iam(keys).send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/a.example.com', ClientID: 'mine' })),
    iam(keys).send(new CreateRoleCommand({ RoleName: 'Evil', AssumeRolePolicyDocument: JSON.stringify(TRUST) })),
    iam(keys).send(new CreatePolicyCommand({ PolicyName: 'evil', PolicyDocument: policy('*') })),
    iam(keys).send(new PutRolePolicyCommand({ RoleName: 'GameRole', PolicyName: 'p', PolicyDocument: policy('*') })),
    iam(keys).send(new DeleteRolePolicyCommand({ RoleName: 'GameRole', PolicyName: 'p' })),
    iam(keys).send(new AttachRolePolicyCommand({ RoleName: 'GameRole', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })),
  ];

  test.each(['dynamodb:PutItem', 's3:PutObject', 'iam:Get*', 'iam:List*'])('not with %s', async (action) => {
    const keys = await session(policy(action));
    await s3().send(new CreateBucketCommand({ Bucket: 'theirs' }));
    const codes = await Promise.all(attacks(keys).map((attack) => codeOf(attack as never)));
    expect(new Set(codes)).toEqual(new Set(['AccessDenied', 'AccessDeniedException']));
  });

  test('a Deny of one managed policy is held against what is attached', async () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:AttachRolePolicy', Resource: '*', Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' } } },
      ],
    };
    const keys = await session(JSON.stringify(document));
    const attach = (name: string) => codeOf(iam(keys).send(new AttachRolePolicyCommand({ RoleName: 'GameRole', PolicyArn: `arn:aws:iam::aws:policy/${name}` })));
    expect([await attach('AdministratorAccess'), await attach('ReadOnlyAccess')]).toEqual(['AccessDenied', 'allowed']);
  });
});
