import {
  CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand, GetOpenIdTokenCommand, type Credentials,
} from '@aws-sdk/client-cognito-identity';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { brokerTemplate } from './template';
import { LocalCloud } from '../../src';
import { templateFile } from '../support/game-scores';

export type Logins = Record<string, string>;

interface LoginOptions {
  readonly provider?: string;
  readonly name?: string;
  readonly app?: string;
  readonly claims?: Record<string, unknown>;
  readonly expiresIn?: number;
}

/** A running broker as an app sees it, through the SDK. */
export class Broker {
  static async start(pool?: object, change: (template: any) => void = () => {}, clock?: () => number, data?: string): Promise<Broker> {
    const template = brokerTemplate(pool);
    change(template);
    return new Broker(await LocalCloud.start({ assembly: templateFile(template), clock, data }));
  }

  readonly outputs: { readonly [name: string]: string };
  readonly client: CognitoIdentityClient;

  private constructor(readonly cloud: LocalCloud) {
    this.outputs = cloud.stacks.GameScores;
    this.client = new CognitoIdentityClient(this.settings);
  }

  get settings() {
    return { endpoint: this.cloud.endpoint, region: this.cloud.region, maxAttempts: 1 };
  }

  /** Name of the user pool in `Logins`. */
  get userPool(): string {
    return this.outputs.Issuer.slice('https://'.length);
  }

  async logins(user: string, options: LoginOptions = {}): Promise<Logins> {
    const { provider = this.outputs.Issuer, name = provider.replace('https://', ''), app = this.outputs.App, claims, expiresIn } = options;
    const { token } = await this.cloud.signIn({ provider, app, user, claims, expiresIn });
    return { [name]: token };
  }

  async id(logins?: Logins): Promise<string> {
    return (await this.client.send(new GetIdCommand({ IdentityPoolId: this.outputs.Pool, Logins: logins }))).IdentityId!;
  }

  async openIdToken(identityId: string, logins?: Logins): Promise<string> {
    return (await this.client.send(new GetOpenIdTokenCommand({ IdentityId: identityId, Logins: logins }))).Token!;
  }

  async credentials(identityId: string, logins?: Logins): Promise<Credentials> {
    return (await this.client.send(new GetCredentialsForIdentityCommand({ IdentityId: identityId, Logins: logins }))).Credentials!;
  }

  sts(credentials: Credentials): STSClient {
    return new STSClient({ ...this.settings, credentials: sdkCredentials(credentials) });
  }

  /** Writes and reads a user's save with somebody's credentials: `allowed`, or the name of AWS's error. */
  async use(credentials: Credentials, owner: string): Promise<string> {
    const client = new DynamoDBClient({ ...this.settings, credentials: sdkCredentials(credentials) });
    const put = new PutItemCommand({ TableName: 'Saves', Item: { Owner: { S: owner } } });
    const get = new GetItemCommand({ TableName: 'Saves', Key: { Owner: { S: owner } } });
    return client.send(put).then(() => client.send(get)).then(() => 'allowed', (error: Error) => error.name);
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

export function sdkCredentials({ AccessKeyId, SecretKey, SessionToken }: Credentials) {
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretKey!, sessionToken: SessionToken };
}
