import type { Stack } from 'aws-cdk-lib';
import { CfnParameter, Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { amazon, google, guardrails, login, newStack, resources, statements, templateOf, trustOf } from './support';
import { WebIdentityGameTable, WebIdentityProvider, WebIdentityUsers } from '../src';

test('one role per provider, named by the provider, never by an index', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon, google, login] });
  expect(users.roles.map(({ role }) => role.node.path)).toEqual(['Stack/Users/amazon', 'Stack/Users/google', 'Stack/Users/login.example.com']);
});

test('reordering providers and adding one changes no logical id and no existing statement', () => {
  const before = newStack();
  new WebIdentityUsers(before, 'Users', { providers: [amazon, login] });
  const after = newStack();
  new WebIdentityUsers(after, 'Users', { providers: [google, login, amazon] });
  expect(templateOf(after).Resources).toMatchObject(templateOf(before).Resources);
});

test('a raw id of free text may not be another provider\'s namespace, whose folder holds all its users\'', () => {
  const stack = newStack();
  const raw = WebIdentityProvider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['my-game'] });
  new WebIdentityUsers(stack, 'Users', { providers: [raw, google] });
  expect(trustOf(stack, 'Userslogin')[0].Condition.StringNotLike['login.example.com:sub']).toEqual(expect.arrayContaining(['google']));
});

test('sessions last an hour unless said otherwise', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Short', { providers: [amazon] });
  new WebIdentityUsers(stack, 'Long', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['other'] })], maxSessionDuration: Duration.hours(12) });
  const roles = resources(stack, 'AWS::IAM::Role');
  const durations = Object.entries(roles).map(([id, role]) => [id.slice(0, 4), role.Properties.MaxSessionDuration]);
  expect(durations).toEqual([['Shor', undefined], ['Long', 43200]]);
});

test('roleFor finds a provider\'s role and refuses a stranger', () => {
  const users = new WebIdentityUsers(newStack(), 'Users', { providers: [amazon] });
  expect(users.roleFor(amazon)).toBe(users.roles[0].role);
  expect(() => users.roleFor(google)).toThrow('Stack/Users: roleFor: got "google", want one of amazon; fix: add the provider to these users (provider-unknown)');
});

describe('role options', () => {
  const roleOf = (props: object) => {
    const stack = newStack();
    new WebIdentityUsers(stack, 'Users', { providers: [login], ...props });
    return Object.values(resources(stack, 'AWS::IAM::Role'))[0].Properties;
  };
  const policy = (stack: Stack, name: string) => iam.ManagedPolicy.fromManagedPolicyName(stack, name, name);

  test.each<[string, (stack: Stack) => object, object]>([
    ['path', () => ({ path: '/players/' }), { Path: '/players/' }],
    ['roleNamePrefix', () => ({ roleNamePrefix: 'my-game' }), { RoleName: 'my-game-login.example.com' }],
    ['permissionsBoundary', (stack) => ({ permissionsBoundary: policy(stack, 'Limit') }), { PermissionsBoundary: expect.anything() }],
    ['managedPolicies', (stack) => ({ managedPolicies: [policy(stack, 'Extra')] }), { ManagedPolicyArns: [expect.anything()] }],
    ['maxSessionDuration', () => ({ maxSessionDuration: Duration.hours(2) }), { MaxSessionDuration: 7200 }],
  ])('%s', (_, props, expected) => {
    expect(roleOf(props(newStack()))).toMatchObject(expected);
  });

  test('slashes of an issuer\'s path are dashes in role names', () => {
    const provider = WebIdentityProvider.openIdConnect({ issuer: 'https://id.example.com/realms/game', clientIds: ['a'] });
    expect(roleOf({ providers: [provider], roleNamePrefix: 'my' })).toMatchObject({ RoleName: 'my-id.example.com-realms-game' });
  });
});

describe('ordinary grants', () => {
  test('reach every role', () => {
    const stack = newStack();
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon, google] });
    const grant = new sqs.Queue(stack, 'Queue').grantSendMessages(users);
    expect(grant.success).toBe(true);
    expect(statements(stack).map((statement) => statement.Action)).toEqual(Array(2).fill(['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl']));
  });

  test('that a resource policy holds name every role', () => {
    const stack = newStack();
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon, google] });
    new sqs.Queue(stack, 'Queue').addToResourcePolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'], principals: [users.grantPrincipal] }));
    const [policy] = Object.values(resources(stack, 'AWS::SQS::QueuePolicy'));
    expect(policy.Properties.PolicyDocument.Statement[0].Principal.AWS).toHaveLength(2);
  });

  test.each<[string, (stack: Stack, users: WebIdentityUsers) => unknown, RegExp]>([
    ['table.grantReadData', (stack, users) => newTable(stack).grantReadData(users), /dynamodb:BatchGetItem.*UserTableGrants/],
    ['table.grantFullAccess', (stack, users) => newTable(stack).grantFullAccess(users), /dynamodb:\*.*UserTableGrants/],
    ['bucket.grantRead', (stack, users) => new s3.Bucket(stack, 'Bucket').grantRead(users), /s3:GetObject\*.*UserBucketGrants/],
    ['a list of a bucket', (_, users) => add(users, { actions: ['s3:ListBucket'] }), /s3:ListBucket.*UserBucketGrants/],
    ['a wildcard over services', (_, users) => add(users, { actions: ['*'] }), /got "\*"/],
    ['a wildcard in the service', (_, users) => add(users, { actions: ['d?namo*:GetItem'] }), /d\?namo/],
    ['DAX', (_, users) => add(users, { actions: ['dax:GetItem'] }), /DAX knows no per-user conditions/],
    ['NotAction', (_, users) => add(users, { notActions: ['iam:*'] }), /NotAction iam/],
    ['an action known only at deployment', (stack, users) => add(users, { actions: [new CfnParameter(stack, 'Action').valueAsString] }), /user-data-grant/],
  ])('of user data are refused: %s', (_, grant, message) => {
    const stack = newStack();
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon] });
    expect(() => grant(stack, users)).toThrow(message);
  });

  test('that describe a table, or deny, are let through', () => {
    const stack = newStack();
    const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon] });
    newTable(stack).grant(users, 'dynamodb:DescribeTable');
    add(users, { actions: ['s3:*'], effect: iam.Effect.DENY });
    expect(statements(stack)).toHaveLength(1);
    expect(guardrails(stack)).toHaveLength(1);
  });

  const newTable = (stack: Stack) => new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
  const add = (users: WebIdentityUsers, statement: iam.PolicyStatementProps) =>
    users.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ resources: ['*'], ...statement }));
});

describe('fromRoles', () => {
  const imported = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/GameRole');

  test('puts grants on roles that exist already', () => {
    const stack = newStack();
    const users = WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role: imported(stack) }]);
    new WebIdentityGameTable(stack, 'Scores', { users });
    const [policy] = Object.values(resources(stack, 'AWS::IAM::Policy'));
    expect(policy.Properties.Roles).toEqual(['GameRole']);
    expect(resources(stack, 'AWS::IAM::Role')).toEqual({});
  });

  test('denies ids of free text what they could reach beyond their own', () => {
    const stack = newStack();
    const raw = WebIdentityProvider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds: ['a'] });
    WebIdentityUsers.fromRoles(stack, 'Users', [
      { provider: raw, role: imported(stack) }, { provider: google, role: iam.Role.fromRoleName(stack, 'Google', 'Google') },
    ]);
    const deny = { Effect: 'Deny', Action: ['dynamodb:*', 's3:*'], Resource: '*' };
    expect(guardrails(stack)).toEqual([
      { ...deny, Condition: { StringNotLike: { 'login.example.com:sub': '?*' } } },
      { ...deny, Condition: { StringLike: { 'login.example.com:sub': ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*', 'google'] } } },
    ]);
  });

  test('refuses ordinary grants of user data, too', () => {
    const stack = newStack();
    const users = WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role: imported(stack) }]);
    expect(() => new s3.Bucket(stack, 'Bucket').grantRead(users)).toThrow(/user-data-grant/);
  });

  test.each<[string, WebIdentityProvider[], RegExp]>([
    ['none', [], /providers-empty/],
    ['a provider twice', [amazon, amazon], /provider-twice/],
    ['two with raw ids', [amazon, WebIdentityProvider.google({ clientIds: ['a'] })], /raw-ids-twice/],
  ])('fails on %s', (_, providers, message) => {
    const stack = newStack();
    const role = imported(stack);
    expect(() => WebIdentityUsers.fromRoles(stack, 'Users', providers.map((provider) => ({ provider, role })))).toThrow(message);
  });
});
