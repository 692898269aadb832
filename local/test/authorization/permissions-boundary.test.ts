import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { codeOf, Deployer, gameTemplate } from '../cloudformation/support';

const boundary = (Action: string) => ({
  Limit: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } },
  },
});

const limited = (Action: string): object => {
  const template = gameTemplate({ resources: boundary(Action) }) as any;
  template.Resources.Players.Properties.PermissionsBoundary = { Ref: 'Limit' };
  return template;
};

let cloud: Deployer;
beforeAll(async () => { cloud = await Deployer.start(); });
afterAll(() => cloud.stop());

async function outcomes(template: object): Promise<[get: string, put: string]> {
  await cloud.deploy('Game', template);
  const { outputs: { Table: TableName, Role } } = await cloud.described('Game');
  const alice = await cloud.player('alice', Role);
  return [
    await codeOf(alice.send(new GetItemCommand({ TableName, Key: { UserId: { S: 'alice' } }, ProjectionExpression: 'UserId, Wins' }))),
    await codeOf(alice.send(new PutItemCommand({ TableName, Item: { UserId: { S: 'alice' }, Wins: { N: '1' } } }))),
  ];
}

/** IAM User Guide, Permissions boundaries: what both allow. */
test.each<[string, object, [string, string]]>([
  ['without one', gameTemplate({ resources: boundary('dynamodb:GetItem') }), ['allowed', 'allowed']],
  ['that allows all of it', limited('dynamodb:*'), ['allowed', 'allowed']],
  ['that allows a part', limited('dynamodb:GetItem'), ['allowed', 'AccessDeniedException']],
  ['that is about another service', limited('s3:*'), ['AccessDeniedException', 'AccessDeniedException']],
])('a player\'s role %s', async (_, template, expected) => {
  expect(await outcomes(template)).toEqual(expected);
});
