import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { OwnAccess, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Cognito signs users in, with e-mail or with Google, and gives each one id; guests may look around. */
export class SignInWithCognitoStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const broker = new WebIdentityBroker(this, 'SignIn', {
      providers: [WebIdentityProvider.google({ clientIds: ['123456-game.apps.googleusercontent.com'] })],
      allowGuests: true,
    });
    const scores = new WebIdentityGameTable(this, 'Scores', { users: broker.users, attributes: ['Wins', 'Losses'] });
    // Guests own nothing unless it is granted: whoever knows a guest's identity id can become that guest.
    scores.grants.ownItems(broker.guests!, { access: OwnAccess.READ, attributes: ['Wins'] });

    new WebIdentityClientConfig(this, 'ClientConfig', { tables: { scores }, broker });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new SignInWithCognitoStack(app, 'SignInWithCognito');
  app.synth();
}
