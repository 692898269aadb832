import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Players write their moves; a referee, who sees each on the table's stream, writes what moves are worth. */
export class GameWithRefereeStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const moves = new WebIdentityGameTable(this, 'Moves', {
      // Each provider's keys have a name before the id: none is `referee`, so that row is nobody's.
      providers: [
        WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.game-with-referee'], userNamespace: 'amazon' }),
        WebIdentityProvider.facebook({ appIds: ['1234567890'], userNamespace: 'facebook' }),
        WebIdentityProvider.google({ clientIds: ['123456-referee.apps.googleusercontent.com'], userNamespace: 'google' }),
      ],
      attributes: ['Move'],
      serverAttributes: ['Score'],
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    moves.addLeaderboard('ByScore', { sortKey: { name: 'Score', type: dynamodb.AttributeType.NUMBER } });

    const referee = new lambda.Function(this, 'Referee', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'referee.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, 'referee')),
      environment: { TABLE: moves.table.tableName },
    });
    referee.addEventSource(new sources.DynamoEventSource(moves.table, {
      startingPosition: lambda.StartingPosition.LATEST,
      reportBatchItemFailures: true,
      retryAttempts: 3,
    }));
    // No user's role: an ordinary grant. `grantWriteData` would let it delete, too.
    moves.table.grant(referee, 'dynamodb:UpdateItem');

    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { moves } });
    new CfnOutput(this, 'RefereeRole', { value: referee.role!.roleArn });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new GameWithRefereeStack(app, 'GameWithReferee');
  app.synth();
}
