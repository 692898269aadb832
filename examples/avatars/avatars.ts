import * as path from 'path';
import type { StackProps } from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { WebIdentityClientConfig, WebIdentityProvider, WebIdentityUserBucket } from 'cdk-web-identity';
import type { Construct } from 'constructs';

/** Players upload avatars from the browser, each to a folder of their own; what is published lies in a folder that all can read. */
export class AvatarsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const avatars = new WebIdentityUserBucket(this, 'Avatars', {
      providers: [
        WebIdentityProvider.facebook({ appIds: ['1234567890'] }),
        WebIdentityProvider.google({ clientIds: ['123456-avatars.apps.googleusercontent.com'], userNamespace: 'google' }),
      ],
      allowedOrigins: ['https://game.example.com'],
      sharedPrefixes: ['public/'],
    });

    new WebIdentityClientConfig(this, 'ClientConfig', { buckets: { avatars } });
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out') });
  new AvatarsStack(app, 'Avatars');
  app.synth();
}
