import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { OwnAccess, UserTableGrants, WebIdentityProvider, WebIdentityUsers } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** The table and the role of the well-known tutorial stay as they are; their policy comes from here. */
export class ExistingTableStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const players = WebIdentityUsers.fromRoles(this, 'Players', [{
      provider: WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.game-scores'] }),
      role: iam.Role.fromRoleName(this, 'GameRole', 'GameRole'),
    }]);
    const table = dynamodb.TableV2.fromTableName(this, 'GameScores', 'GameScores');

    UserTableGrants.forTable(table, { userIdAttribute: 'UserId', sortKey: 'GameTitle' }).ownItems(players, {
      access: OwnAccess.READ_UPDATE,
      attributes: ['Wins', 'Losses'],
    });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new ExistingTableStack(app, 'ExistingTable');
  app.synth();
}
