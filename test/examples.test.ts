import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GameScoresStack } from '../examples/game-scores/game-scores';

test('game-scores: roles, policies, one OIDC provider and one table; no Lambda, no custom resource', () => {
  const template = Template.fromStack(new GameScoresStack(new App(), 'GameScores'));
  const types = Object.values<any>(template.toJSON().Resources).map((resource) => resource.Type).sort();
  expect(types).toEqual([
    'AWS::DynamoDB::GlobalTable',
    'AWS::IAM::OIDCProvider',
    ...Array(3).fill('AWS::IAM::Policy'),
    ...Array(3).fill('AWS::IAM::Role'),
  ]);
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TableName: 'GameScores',
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
  });
  expect(template.toJSON().Outputs.ClientConfig).toBeDefined();
});
