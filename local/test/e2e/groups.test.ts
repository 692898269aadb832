import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUsers,
} from 'cdk-web-identity';
import { BrokerApp, outcome, templateOf, type SignedIn } from './broker-app';
import { LocalCloud } from '../../src';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';
import { stackFile } from '../s3/user-bucket';

/** Moderators: users with other rights, told apart by a group of the user pool or by a claim. */

jest.setTimeout(60_000);

const BOARD = 'ByTopScore';
const TOP_SCORE = { name: 'TopScore', type: dynamodb.AttributeType.NUMBER };

describe('a group of the user pool', () => {
  function template(): any {
    return templateOf((stack) => {
      const broker = new WebIdentityBroker(stack, 'SignIn');
      const moderators = broker.addGroup('moderators');
      const scores = new WebIdentityGameTable(stack, 'Scores', { users: broker.users, tableName: 'Scores', attributes: ['Nickname'], serverAttributes: ['TopScore', 'Reports'] });
      scores.addLeaderboard(BOARD, { sortKey: TOP_SCORE, attributes: ['Nickname'] });
      // Moderators keep what is theirs, see the reports of everybody's items, and may ask the backend to act.
      scores.grants.ownItems(moderators, { attributes: ['Nickname'], serverAttributes: ['TopScore', 'Reports'] });
      scores.table.addGlobalSecondaryIndex({ indexName: 'ByReports', partitionKey: { name: 'GameTitle', type: dynamodb.AttributeType.STRING }, sortKey: { name: 'Reports', type: dynamodb.AttributeType.NUMBER } });
      scores.grants.sharedItems(moderators, { index: 'ByReports', attributes: ['Nickname', 'Reports'] });
      const bans = new sqs.Queue(stack, 'Bans', { queueName: 'bans' });
      bans.grantSendMessages(moderators);
      new CfnOutput(stack, 'BansUrl', { value: bans.queueUrl });
      new CfnOutput(stack, 'ModeratorRole', { value: moderators.roles[0].role.roleArn });
      new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores }, broker });
    });
  }

  let app: BrokerApp;
  beforeAll(async () => { app = await BrokerApp.start(template()); });
  afterAll(() => app.stop());

  const moderatorRole = () => app.cloud.stacks.BrokerApp.ModeratorRole;
  /** What the user pool writes into the tokens of a group's members. */
  const ofGroup = () => ({ 'cognito:groups': ['moderators'], 'cognito:roles': [moderatorRole()], 'cognito:preferred_role': moderatorRole() });
  const roleOf = async ({ credentials }: SignedIn) => {
    const { Arn } = await new STSClient({ ...app.settings, credentials }).send(new GetCallerIdentityCommand({}));
    return Arn!.split('/')[1] === moderatorRole().split('/').pop() ? 'moderator' : 'user';
  };
  const reports = (who: SignedIn) => outcome(app.items(who).send(new QueryCommand({
    TableName: 'Scores', IndexName: 'ByReports', KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': 'Chess' }, ProjectionExpression: 'Reports, Nickname',
  })));
  const ban = ({ credentials }: SignedIn) => outcome(new SQSClient({ ...app.settings, credentials }).send(new SendMessageCommand({ QueueUrl: app.cloud.stacks.BrokerApp.BansUrl, MessageBody: 'bob' })));
  const rename = (who: SignedIn, UserId: string) => outcome(app.items(who).send(new UpdateCommand({
    TableName: 'Scores', Key: { UserId, GameTitle: 'Chess' }, UpdateExpression: 'SET Nickname = :n', ExpressionAttributeValues: { ':n': 'x' },
  })));

  test('members get its role and its rights, and keep their own items', async () => {
    const before = await app.user('carol');
    expect(await rename(before, before.identityId)).toBe('allowed');
    const carol = await app.user('carol', ofGroup());
    expect(carol.identityId).toBe(before.identityId);
    expect(await Promise.all([roleOf(carol), reports(carol), ban(carol), rename(carol, carol.identityId)])).toEqual(['moderator', 'allowed', 'allowed', 'allowed']);
  });

  test('others get the role of users, without those rights', async () => {
    const bob = await app.user('bob');
    expect(await Promise.all([roleOf(bob), reports(bob), ban(bob), rename(bob, bob.identityId)])).toEqual(['user', 'AccessDeniedException', 'AccessDenied', 'allowed']);
    const elsewhere = await app.user('dave', { 'cognito:groups': ['moderators'] });
    expect(await roleOf(elsewhere)).toBe('user');
  });

  test('moderators reach nobody else\'s items', async () => {
    const [carol, bob] = [await app.user('carol', ofGroup()), await app.user('bob')];
    const refused = [
      rename(carol, bob.identityId), outcome(app.items(carol).send(new PutCommand({ TableName: 'Scores', Item: { UserId: bob.identityId, GameTitle: 'Chess' } }))),
      outcome(app.items(carol).send(new GetCommand({ TableName: 'Scores', Key: { UserId: bob.identityId, GameTitle: 'Chess' }, ProjectionExpression: 'Nickname' }))),
    ];
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDeniedException'));
  });

  test('nobody chooses the role: STS gets no token of the pool', async () => {
    const token = await app.idToken('bob');
    await expect(fromWebToken({ roleArn: moderatorRole(), webIdentityToken: token, roleSessionName: 'app', clientConfig: app.settings })()).rejects.toThrow();
  });

  test('the isolation check proves it, and finds the hole of the classic flow', () => {
    const { status, findings } = check(readAssembly(stackFile(template())));
    expect({ status, findings }).toEqual({ status: 'isolated', findings: [] });
    const open = template();
    Object.values<any>(open.Resources).find(({ Type }) => Type === 'AWS::Cognito::IdentityPool').Properties.AllowClassicFlow = true;
    expect(check(readAssembly(stackFile(open))).findings.map(({ rule }) => rule)).toContain('stronger-role');
  });
});

describe('a claim of the token', () => {
  const ISSUER = 'https://login.example.com';
  const provider = (conditions: object) => WebIdentityProvider.openIdConnect({ issuer: ISSUER, clientIds: ['game'], conditions: conditions as any });

  function template(): any {
    const stack = new Stack(new App(), 'UserFiles');
    const players = new WebIdentityUsers(stack, 'Players', { providers: [provider({ 'ForAllValues:StringNotEquals': { 'login.example.com:amr': 'moderator' } })] });
    const moderators = new WebIdentityUsers(stack, 'Moderators', { providers: [provider({ 'ForAnyValue:StringEquals': { 'login.example.com:amr': 'moderator' } })] });
    const scores = new WebIdentityGameTable(stack, 'Scores', { users: players, tableName: 'Scores', attributes: ['Nickname'], serverAttributes: ['Reports'] });
    scores.grants.ownItems(moderators, { attributes: ['Nickname'], serverAttributes: ['Reports'] });
    scores.addLeaderboard('ByReports', { sortKey: { name: 'Reports', type: dynamodb.AttributeType.NUMBER }, readers: [moderators] });
    new CfnOutput(stack, 'Player', { value: players.roles[0].role.roleArn });
    new CfnOutput(stack, 'Moderator', { value: moderators.roles[0].role.roleArn });
    // Synthesis would refuse roles that one token could take.
    (stack.node.root as App).synth();
    return Template.fromStack(stack).toJSON();
  }

  test.each<[string, unknown, readonly [string, string]]>([
    ['a player', undefined, ['allowed', 'AccessDenied']],
    ['a player with a password', ['pwd'], ['allowed', 'AccessDenied']],
    ['a moderator', ['pwd', 'moderator'], ['AccessDenied', 'allowed']],
    ['a moderator and no more', 'moderator', ['AccessDenied', 'allowed']],
    ['one who almost is', ['moderators', 'Moderator'], ['allowed', 'AccessDenied']],
  ])('%s takes one of the two roles', async (_, amr, expected) => {
    const cloud = await LocalCloud.start({ assembly: stackFile(template()) });
    try {
      const { token } = await cloud.signIn({ provider: ISSUER, app: 'game', user: 'alice', claims: amr === undefined ? {} : { amr } });
      const { Player, Moderator } = Object.values(cloud.stacks)[0];
      const clientConfig = { endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 };
      expect(await Promise.all([Player, Moderator].map((roleArn) => outcome(fromWebToken({ roleArn, webIdentityToken: token, roleSessionName: 'app', clientConfig })())))).toEqual(expected);
    } finally {
      await cloud.stop();
    }
  });

  test('the isolation check tells them apart, and finds the hole where players are not barred', () => {
    const report = check(readAssembly(stackFile(template())));
    expect({ status: report.status, findings: report.findings }).toEqual({ status: 'isolated', findings: [] });
    expect(new Set(report.matrix.map(({ role }) => role)).size).toBe(2);
    const open = template();
    for (const { Type, Properties } of Object.values<any>(open.Resources)) {
      if (Type === 'AWS::IAM::Role') delete Properties.AssumeRolePolicyDocument.Statement[0].Condition['ForAnyValue:StringEquals'];
    }
    expect(check(readAssembly(stackFile(open))).findings.map(({ rule }) => rule)).toContain('stronger-role');
  });
});
