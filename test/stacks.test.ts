import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { amazon, env, google } from './support';
import {
  UserBucketGrants, UserTableGrants, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider,
  WebIdentityUserBucket, WebIdentityUsers,
} from '../src';

/** Users in one stack, their data and the client config in others: all references point to the users. */

const stackOf = (app: App, id: string, region = env.region) => new Stack(app, id, { env: { ...env, region } });

test('users in one stack; table, bucket and client config in another', () => {
  const app = new App();
  const [one, two] = [stackOf(app, 'One'), stackOf(app, 'Two')];
  const users = new WebIdentityUsers(one, 'Users', { providers: [amazon, google] });
  const scores = new WebIdentityGameTable(two, 'Scores', { users });
  const avatars = new WebIdentityUserBucket(two, 'Avatars', { users });
  new WebIdentityClientConfig(two, 'Config', { tables: { scores }, buckets: { avatars } });
  expect(() => app.synth()).not.toThrow();
  expect(two.dependencies).toEqual([one]);
  expect(one.dependencies).toEqual([]);
});

test('a broker in one stack, its data in another, the config in a third', () => {
  const app = new App();
  const [one, two, three] = [stackOf(app, 'One'), stackOf(app, 'Two'), stackOf(app, 'Three')];
  const broker = new WebIdentityBroker(one, 'SignIn', { allowGuests: true });
  const scores = new WebIdentityGameTable(two, 'Scores', { users: broker.users });
  new WebIdentityClientConfig(three, 'Config', { tables: { scores }, broker });
  expect(() => app.synth()).not.toThrow();
});

test('users in a nested stack, data in its parent', () => {
  const app = new App();
  const parent = stackOf(app, 'Parent');
  const users = new WebIdentityUsers(new NestedStack(parent, 'Nested'), 'Users', { providers: [amazon] });
  new WebIdentityGameTable(parent, 'Scores', { users });
  expect(() => app.synth()).not.toThrow();
  Template.fromStack(parent).resourceCountIs('AWS::IAM::Policy', 1);
});

test('users and data in two nested stacks', () => {
  const app = new App();
  const parent = stackOf(app, 'Parent');
  const users = new WebIdentityUsers(new NestedStack(parent, 'A'), 'Users', { providers: [amazon] });
  new WebIdentityUserBucket(new NestedStack(parent, 'B'), 'Avatars', { users });
  expect(() => app.synth()).not.toThrow();
});

test('users with fixed names, data in another Region', () => {
  const app = new App();
  const users = new WebIdentityUsers(stackOf(app, 'One'), 'Users', { providers: [amazon], roleNamePrefix: 'game' });
  const other = stackOf(app, 'Two', 'eu-west-1');
  new WebIdentityGameTable(other, 'Scores', { users });
  expect(() => app.synth()).not.toThrow();
  Template.fromStack(other).hasResourceProperties('AWS::IAM::Policy', { Roles: ['game-amazon'] });
});

test('users without names, a table with a name in another Region: its statements stay with the users', () => {
  const app = new App();
  const one = stackOf(app, 'One');
  const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
  const table = new dynamodb.TableV2(stackOf(app, 'Two', 'eu-west-1'), 'Table', {
    tableName: 'Scores', partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING },
  });
  UserTableGrants.forTable(table).ownItems(users);
  expect(() => app.synth()).not.toThrow();
  Template.fromStack(one).resourceCountIs('AWS::IAM::Policy', 1);
});

test('fails where the users\' stack needs that of the data, and says which layout works', () => {
  const app = new App();
  const [one, two] = [stackOf(app, 'One'), stackOf(app, 'Two')];
  const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
  one.addDependency(two);
  const bucket = new s3.Bucket(two, 'Bucket');
  expect(() => UserBucketGrants.forBucket(bucket).ownObjects(users))
    .toThrow(/^Two: got "users in One, which depends on this stack".*fix: define the users in a stack of their own.*users-stack/);
});

test('an identity pool in a third stack', () => {
  const app = new App();
  const [one, two, three] = [stackOf(app, 'One'), stackOf(app, 'Two'), stackOf(app, 'Three')];
  const pool = new cognito.CfnIdentityPool(one, 'Pool', { allowUnauthenticatedIdentities: false });
  const users = new WebIdentityUsers(two, 'Users', { providers: [WebIdentityProvider.cognitoIdentityPool(pool)] });
  new WebIdentityGameTable(three, 'Scores', { users });
  expect(() => app.synth()).not.toThrow();
});

describe('ordinary grants', () => {
  const sends = { Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] };
  const sending = (stack: Stack) => JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy')).includes('sqs:SendMessage');

  test('a queue beside the data: what users may do lies in its stack, whichever comes first', () => {
    for (const queueFirst of [true, false]) {
      const app = new App();
      const [one, two] = [stackOf(app, 'One'), stackOf(app, 'Two')];
      const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
      const grant = () => new sqs.Queue(two, 'Queue').grantSendMessages(users).assertSuccess();
      if (queueFirst) grant();
      new WebIdentityGameTable(two, 'Scores', { users });
      if (!queueFirst) grant();
      expect(() => app.synth()).not.toThrow();
      Template.fromStack(two).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(sends)]) } });
      Template.fromStack(one).resourceCountIs('AWS::IAM::Policy', 0);
      expect([one.dependencies, two.dependencies]).toEqual([[], [one]]);
    }
  });

  test('of what the users\' stack needs already: it lies with the role', () => {
    const app = new App();
    const [one, two, three] = [stackOf(app, 'One'), stackOf(app, 'Two'), stackOf(app, 'Three')];
    one.addDependency(two);
    two.addDependency(three);
    const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
    new sqs.Queue(three, 'Queue').grantSendMessages(users);
    expect(() => app.synth()).not.toThrow();
    expect([one, three].map(sending)).toEqual([true, false]);
  });

  test.each<[string, (two: Stack, three: Stack) => string[]]>([
    ['of two stacks', (two, three) => [new sqs.Queue(two, 'Queue').queueArn, new sqs.Queue(three, 'Queue').queueArn]],
    ['by its name alone', () => ['arn:aws:sqs:us-west-2:123456789012:queue']],
    ['imported into another stack', (two) => [sqs.Queue.fromQueueArn(two, 'Queue', 'arn:aws:sqs:us-west-2:123456789012:queue').queueArn]],
  ])('of what no one stack holds: it lies with the role (%s)', (_, arns) => {
    const app = new App();
    const [one, two, three] = [stackOf(app, 'One'), stackOf(app, 'Two'), stackOf(app, 'Three')];
    const users = new WebIdentityUsers(one, 'Users', { providers: [amazon] });
    users.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: arns(two, three) }));
    expect(() => app.synth()).not.toThrow();
    expect([one, two, three].map(sending)).toEqual([true, false, false]);
  });
});
