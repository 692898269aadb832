import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUsers } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Players read everybody's top scores; only the game's backend writes them. */
export class LeaderboardStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const players = new WebIdentityUsers(this, 'Players', {
      roleNamePrefix: 'leaderboard',
      providers: [WebIdentityProvider.openIdConnect({ issuer: 'https://id.example.com', clientIds: ['leaderboard'] })],
    });
    const scores = new WebIdentityGameTable(this, 'Scores', {
      users: players,
      attributes: ['Nickname'],
      serverAttributes: ['TopScore', 'Banned'],
    });
    scores.addLeaderboard('ByTopScore', {
      sortKey: { name: 'TopScore', type: dynamodb.AttributeType.NUMBER },
      attributes: ['Nickname'],
    });

    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { scores } });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new LeaderboardStack(app, 'Leaderboard');
  app.synth();
}
