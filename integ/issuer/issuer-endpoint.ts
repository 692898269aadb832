import * as path from 'path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { IntegFunction } from '../integ-function';

/** The issuers of `Issuer` on AWS: a function URL, a key of KMS, a secret for those who may have tokens signed. */
export class IssuerEndpoint extends Construct {
  /** Origin of all issuers, with a slash at its end. */
  readonly url: string;
  readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', {
      keySpec: kms.KeySpec.RSA_2048,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    this.secret = new secretsmanager.Secret(this, 'Secret', {
      generateSecretString: { excludePunctuation: true, passwordLength: 40 },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const handler = new IntegFunction(this, 'Handler', {
      entry: path.join(__dirname, 'handler.ts'),
      timeout: Duration.seconds(10),
      environment: { KEY_ID: key.keyId, SECRET_ARN: this.secret.secretArn },
    });
    key.grant(handler, 'kms:GetPublicKey', 'kms:Sign');
    this.secret.grantRead(handler);
    this.url = handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
  }
}
