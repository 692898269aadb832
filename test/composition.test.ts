import type { CfnResource } from 'aws-cdk-lib';
import { App, Aspects, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { RECOMMENDED } from './flags';
import { amazon, env, google, login } from './support';
import { UserBucketGrants, UserTableGrants, WebIdentityBroker, WebIdentityGameTable, WebIdentityUserBucket, WebIdentityUsers } from '../src';

/** One of each construct. */
function everything(stack: Stack): void {
  const users = new WebIdentityUsers(stack, 'Players', { providers: [amazon, google, login] });
  const scores = new WebIdentityGameTable(stack, 'Scores', { users, attributes: ['Wins'], serverAttributes: ['TopScore'] });
  scores.addLeaderboard('ByTopScore', { sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER } });
  new WebIdentityUserBucket(stack, 'Avatars', { users, allowedOrigins: ['https://game.example.com'], sharedPrefixes: ['public/'] });
  new WebIdentityBroker(stack, 'SignIn', { allowGuests: true });
}

function rendered(context?: { [flag: string]: unknown }): any {
  const stack = new Stack(new App({ context }), 'Stack', { env });
  everything(stack);
  return Template.fromStack(stack).toJSON();
}

test.each<[string, { [flag: string]: unknown } | undefined]>([
  ['no feature flag', undefined],
  ['all recommended feature flags', RECOMMENDED],
])('one of each construct, with %s', (_, context) => {
  expect(rendered(context)).toMatchSnapshot();
});

test('feature flags change no logical id', () => {
  const ids = (context?: { [flag: string]: unknown }) => Object.keys(rendered(context).Resources).sort();
  expect(ids(RECOMMENDED)).toEqual(ids());
});

test('Aspects see and may change everything', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  everything(stack);
  Aspects.of(stack).add({ visit: (node) => { if (node instanceof iam.CfnRole) node.addPropertyOverride('Path', '/app/'); } });
  Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { Path: '/app/' });
});

test('PermissionsBoundary.of applies to every role', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  everything(stack);
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Limit', 'limit'));
  Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':policy/limit$')])] } });
});

test('Tags.of reaches roles, table, bucket and OIDC provider', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  everything(stack);
  Tags.of(stack).add('team', 'game');
  const template = Template.fromStack(stack);
  const tags = [{ Key: 'team', Value: 'game' }];
  template.allResourcesProperties('AWS::IAM::Role', { Tags: tags });
  template.hasResourceProperties('AWS::IAM::OIDCProvider', { Tags: tags });
  template.hasResourceProperties('AWS::S3::Bucket', { Tags: tags });
});

test('in a Stage', () => {
  const app = new App();
  const stage = new Stage(app, 'Prod', { env });
  everything(new Stack(stage, 'Stack'));
  expect(() => app.synth()).not.toThrow();
});

test('in a nested stack, the OIDC provider in its parent', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const nested = new NestedStack(stack, 'Nested');
  everything(nested);
  Template.fromStack(stack).resourceCountIs('AWS::IAM::OIDCProvider', 1);
  Template.fromStack(nested).resourceCountIs('AWS::IAM::OIDCProvider', 0);
});

describe('users in one stack, data of a customer\'s key in another', () => {
  function twoStacks(): { users: Stack; data: Stack; app: App } {
    const app = new App();
    const users = new Stack(app, 'Users', { env });
    const data = new Stack(app, 'Data', { env });
    const players = new WebIdentityUsers(users, 'Players', { providers: [amazon] });
    const key = new kms.Key(data, 'Key');
    const table = new dynamodb.TableV2(data, 'Table', {
      partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING }, encryption: dynamodb.TableEncryptionV2.customerManagedKey(key),
    });
    UserTableGrants.forTable(table).ownItems(players);
    UserBucketGrants.forBucket(new s3.Bucket(data, 'Bucket', { encryptionKey: key })).ownObjects(players);
    return { users, data, app };
  }

  test('gives no cycle: policies lie beside the data, and every reference points to the users', () => {
    const { users, data, app } = twoStacks();
    expect(() => app.synth()).not.toThrow();
    Template.fromStack(users).resourceCountIs('AWS::IAM::Policy', 0);
    expect(JSON.stringify(Template.fromStack(users).toJSON())).not.toContain('Fn::ImportValue');
    const policies = Object.values(Template.fromStack(data).findResources('AWS::IAM::Policy'));
    expect(policies).toHaveLength(1);
    expect(policies[0].Properties.Roles).toEqual([{ 'Fn::ImportValue': expect.stringMatching(/^Users:.*Playersamazon/) }]);
    expect(policies[0].Properties.PolicyDocument.Statement.map(({ Effect, Action }: any) => `${Effect} ${[Action].flat()[0]}`)).toEqual([
      'Allow dynamodb:GetItem', 'Allow kms:Decrypt', 'Allow s3:GetObject', 'Allow s3:ListBucket', 'Allow kms:Decrypt', 'Deny dynamodb:*', 'Deny dynamodb:*',
    ]);
  });
});

test('users of another app, by role ARN', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/my-game-amazon');
  new WebIdentityGameTable(stack, 'Scores', { users: WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role }]) });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['my-game-amazon'] });
});

test('every construct can be found and overridden by its L1', () => {
  const stack = new Stack(new App(), 'Stack', { env });
  everything(stack);
  const table = stack.node.findChild('Scores').node.findChild('Table').node.defaultChild as CfnResource;
  table.addPropertyOverride('BillingMode', 'PROVISIONED');
  Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::GlobalTable', { BillingMode: 'PROVISIONED' });
});

describe.each([['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1']])('partition %s', (_, region) => {
  test('no ARN, host or principal of another partition', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
    everything(stack);
    const text = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(text).not.toContain('arn:aws:');
    // Cognito's host differs; Amazon's, Facebook's and Google's are their own.
    expect(text).not.toContain('cognito-identity.amazonaws.com"');
    expect(text).not.toContain('cognito-identity.amazonaws.com:');
  });
});
