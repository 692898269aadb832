import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Players keep their scores in DynamoDB, each only their own, with no backend in between. */
export class GameScoresStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const scores = new WebIdentityGameTable(this, 'GameScores', {
      tableName: 'GameScores', // keys: UserId and GameTitle
      attributes: ['Wins', 'Losses', 'TopScore', 'TopScoreDateTime'],
      providers: [
        WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.game-scores'] }),
        WebIdentityProvider.google({ clientIds: ['123456-game-scores.apps.googleusercontent.com'], userNamespace: 'google' }),
        WebIdentityProvider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['game-scores'], userNamespace: 'login' }),
      ],
    });

    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { scores } });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new GameScoresStack(app, 'GameScores');
  app.synth();
}
