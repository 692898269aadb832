import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { WebIdentityClientConfig, WebIdentityProvider, WebIdentityUserBucket } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Players upload avatars from the browser, each to a folder of their own that all players see; drafts stay their own. */
export class AvatarsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const avatars = new WebIdentityUserBucket(this, 'Avatars', {
      providers: [
        WebIdentityProvider.openIdConnect({ issuer: 'https://accounts.example.com', clientIds: ['avatars'] }),
        WebIdentityProvider.google({ clientIds: ['123456-avatars.apps.googleusercontent.com'], userNamespace: 'google' }),
      ],
      allowedOrigins: ['https://game.example.com'],
      published: {},
    });

    new WebIdentityClientConfig(this, 'ClientConfig', { buckets: { avatars } });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new AvatarsStack(app, 'Avatars');
  app.synth();
}
