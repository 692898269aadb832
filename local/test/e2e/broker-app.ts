import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LocalCloud } from '../../src';

/** Somebody's credentials, and under which id. */
export interface SignedIn {
  readonly identityId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** The template of a stack; `define` makes a `ClientConfig` in it. */
export function templateOf(define: (stack: Stack) => void): any {
  const stack = new Stack(new App(), 'BrokerApp');
  define(stack);
  return Template.fromStack(stack).toJSON();
}

/** A running app behind a `WebIdentityBroker`, as its clients see it. */
export class BrokerApp {
  static async start(template: object): Promise<BrokerApp> {
    const file = join(mkdtempSync(join(tmpdir(), 'broker-app-')), 'BrokerApp.template.json');
    writeFileSync(file, JSON.stringify(template));
    const cloud = await LocalCloud.start({ assembly: file });
    return new BrokerApp(cloud, JSON.parse(cloud.stacks.BrokerApp.ClientConfig));
  }

  /** Of a cloud in which it is deployed; `config` is what it is told. */
  constructor(readonly cloud: LocalCloud, readonly config: any) {}

  get settings() {
    return { endpoint: this.cloud.endpoint, region: this.cloud.region, maxAttempts: 1 };
  }

  /** Name of the user pool in `Logins`. */
  get userPool(): string {
    return `cognito-idp.${this.cloud.region}.amazonaws.com/${this.config.cognito.userPoolId}`;
  }

  /** An ID token of the user pool, some claims of it replaced. */
  async idToken(user: string, claims?: Record<string, unknown>): Promise<string> {
    const { token } = await this.cloud.signIn({ provider: `https://${this.userPool}`, app: this.config.cognito.userPoolClientId, user, claims });
    return token;
  }

  /** Credentials by the enhanced flow; without a token those of a guest. */
  async signIn(idToken?: string): Promise<SignedIn> {
    return this.signInWith(idToken === undefined ? undefined : { [this.userPool]: idToken });
  }

  /** The same with tokens by login; of an identity that is known already, a guest's say, or the one of the login. */
  async signInWith(Logins?: Record<string, string>, known?: string): Promise<SignedIn> {
    const client = new CognitoIdentityClient(this.settings);
    const identityId = known ?? (await client.send(new GetIdCommand({ IdentityPoolId: this.config.cognito.identityPoolId, Logins }))).IdentityId!;
    const { Credentials: keys } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId: identityId, Logins }));
    const credentials = { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretKey!, sessionToken: keys!.SessionToken };
    return { identityId, credentials };
  }

  async user(name: string, claims?: Record<string, unknown>): Promise<SignedIn> {
    return this.signIn(await this.idToken(name, claims));
  }

  s3({ credentials }: Pick<SignedIn, 'credentials'>): S3Client {
    return new S3Client({ ...this.settings, forcePathStyle: true, credentials });
  }

  items({ credentials }: Pick<SignedIn, 'credentials'>): DynamoDBDocumentClient {
    return DynamoDBDocumentClient.from(new DynamoDBClient({ ...this.settings, credentials }));
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

/** `allowed`, or the name of AWS's error. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  return act.then(() => 'allowed', (error: Error) => error.name);
}
