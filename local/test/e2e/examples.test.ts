import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import { AvatarsStack } from '../../../examples/avatars/avatars';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { LeaderboardStack } from '../../../examples/leaderboard/leaderboard';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import { LocalCloud } from '../../src';
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

test.each([AvatarsStack, GameScoresStack, LeaderboardStack, QueueStack, SignInWithCognitoStack])('%p starts, and tells the app what it needs', async (Example) => {
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
