import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { amazon, google, login, newStack, resources, statements, templateOf } from './support';
import { WebIdentityGameTable, WebIdentityUsers } from '../src';

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
