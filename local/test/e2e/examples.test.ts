import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { GameWithRefereeStack } from '../../../examples/game-with-referee/game-with-referee';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { LocalCloud } from '../../src';
import { Deployer } from '../cloudformation/support';
import { templateFile } from '../support/game-scores';

/** A template that the README shows: a queue for all users, and the config in a parameter. */
class QueueStack extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const scores = new WebIdentityGameTable(this, 'Scores', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['a'] })] });
    new sqs.Queue(this, 'Matchmaking').grantSendMessages(scores.users);
    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { scores }, parameterName: '/game/config' });
  }
}

test.each([AvatarsStack, GameScoresStack, GameWithRefereeStack, LeaderboardStack, QueueStack, SignInWithCognitoStack])('%p starts, and tells the app what it needs', async (Example) => {
  const template = Template.fromStack(new Example(new App(), 'Example')).toJSON();
  const cloud = await LocalCloud.start({ assembly: templateFile(template) });
  try {
    const config = JSON.parse(cloud.stacks.GameScores.ClientConfig);
    expect(config).toMatchObject({ version: 1, region: 'us-east-1' });
    expect(Object.values<any>(config.providers).map(({ roleArn }) => roleArn).every((arn) => Object.values(cloud.roles).includes(arn))).toBe(true);
  } finally {
    await cloud.stop();
  }
});

test('a template of roles that these stacks do not define is refused by name', async () => {
  const { ExistingTableStack } = await import('../../../examples/existing-table/existing-table');
  const template = Template.fromStack(new ExistingTableStack(new App(), 'Example')).toJSON();
  await expect(LocalCloud.start({ assembly: templateFile(template) })).rejects.toThrow(/GameRole/);
});

test('every example deploys into one running cloud, one after the other, and again after it was destroyed', async () => {
  const { ExistingTableStack } = await import('../../../examples/existing-table/existing-table');
  const deployer = await Deployer.start();
  try {
    // What the tutorial has made by hand: its table has the name of the first example's.
    await new IAMClient(deployer.as(deployer.cloud.administrator)).send(new CreateRoleCommand({
      RoleName: 'GameRole',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{
          Effect: 'Allow',
          Principal: { Federated: 'www.amazon.com' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.game-scores' } },
        }],
      }),
    }));
    const examples = {
      GameScores: GameScoresStack,
      ExistingTable: ExistingTableStack,
      GameWithReferee: GameWithRefereeStack,
      Leaderboard: LeaderboardStack,
      Avatars: AvatarsStack,
      SignInWithCognito: SignInWithCognitoStack,
    };
    const template = (name: string, Example: typeof GameScoresStack) => Template.fromStack(new Example(new App(), name)).toJSON();
    for (let round = 0; round < 2; round += 1) {
      for (const [name, Example] of Object.entries(examples)) {
        // What the first round left, since it is retained, is taken over.
        const { stack } = await deployer.deploy(name, template(name, Example), { importExisting: round > 0 });
        expect([name, stack.StackStatus]).toEqual([name, 'CREATE_COMPLETE']);
      }
      for (const name of Object.keys(examples).reverse()) await deployer.destroy(name);
      expect([deployer.cloud.stacks, deployer.cloud.roles]).toEqual([{}, { GameRole: expect.anything() }]);
    }
  } finally {
    await deployer.stop();
  }
}, 120_000);
