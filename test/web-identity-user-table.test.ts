import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { amazon, google, guardrails, newStack, resources, statements, templateOf } from './support';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityUserTable } from '../src';

test('one key, the user\'s id: a user has one item', () => {
  const stack = newStack();
  const profiles = new WebIdentityUserTable(stack, 'Profiles', { providers: [amazon, google] });
  expect(Object.values(resources(stack, 'AWS::DynamoDB::GlobalTable'))[0]).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  });
  expect(profiles.userIdAttribute).toBe('UserId');
  expect(statements(stack).map(({ Condition }) => Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'][0]))
    .toEqual(['${www.amazon.com:user_id}', 'google#${accounts.google.com:sub}']);
  expect(guardrails(stack)).toHaveLength(4);
});

test('keys and attributes as one says', () => {
  const stack = newStack();
  new WebIdentityUserTable(stack, 'Notes', {
    providers: [amazon], userIdAttribute: 'Owner', sortKey: { name: 'Created', type: dynamodb.AttributeType.NUMBER }, attributes: ['Text'],
  });
  expect(statements(stack)[0].Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual(['Owner', 'Created', 'Text']);
});

test('construct paths are a contract', () => {
  const profiles = new WebIdentityUserTable(newStack(), 'Profiles', { providers: [amazon] });
  expect(profiles.table.node.path).toBe('Stack/Profiles/Table');
  expect(profiles.users.roles.map(({ role }) => role.node.path)).toEqual(['Stack/Profiles/Users/amazon']);
});

test('a game table is one with GameTitle as sort key, and nothing else', () => {
  const [game, user] = [newStack(), newStack()];
  expect(new WebIdentityGameTable(game, 'Scores', { providers: [amazon], attributes: ['Wins'], sortKey: undefined })).toBeInstanceOf(WebIdentityUserTable);
  new WebIdentityUserTable(user, 'Scores', {
    providers: [amazon], attributes: ['Wins'], sortKey: { name: 'GameTitle', type: dynamodb.AttributeType.STRING },
  });
  expect(templateOf(user)).toEqual(templateOf(game));
});

test('refuses a policy of its own, which could let anybody in', () => {
  expect(() => new WebIdentityUserTable(newStack(), 'Profiles', {
    providers: [amazon], replicas: [{ region: 'eu-west-1', resourcePolicy: new iam.PolicyDocument() }],
  })).toThrow(/Stack\/Profiles: replicas.*eu-west-1.*table-policy/);
});

test('stands in a client config', () => {
  const stack = newStack();
  const profiles = new WebIdentityUserTable(stack, 'Profiles', { providers: [amazon] });
  const config = new WebIdentityClientConfig(stack, 'Config', { tables: { profiles } });
  expect(JSON.stringify(stack.resolve(config.json))).toContain('\\"userIdAttribute\\":\\"UserId\\"');
});
