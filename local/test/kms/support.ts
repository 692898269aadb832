import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TableEncryptionV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key, type CfnKey } from 'aws-cdk-lib/aws-kms';
import { WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, type WebIdentityUserBucketProps } from 'cdk-web-identity';
import { LocalCloud, type LocalCloudOptions } from '../../src';

export const [ALICE, BOB] = ['amzn1.account.ALICE', 'amzn1.account.BOB'];
const ENVIRONMENT = { account: '123456789012', region: 'us-east-1' };
const APP = 'amzn1.application.abc';

/** The constructs' template, with a key of the customer's own. What a test changes of it is in `change`. */
export interface Made {
  readonly template: any;
  /** Statements of the users' role. */
  readonly access: any[];
  /** Properties of the key. */
  readonly key: any;
}

export type Change = (made: Made) => void;

export function gameTable(change: Change = () => {}): object {
  return made(change, (stack, key) => {
    const { table } = new WebIdentityGameTable(stack, 'Game', { ...PROVIDERS, encryption: TableEncryptionV2.customerManagedKey(key) });
    new CfnOutput(stack, 'Table', { value: table.tableName });
  });
}

export function userBucket(change: Change = () => {}, props: Partial<WebIdentityUserBucketProps> = {}): object {
  return made(change, (stack, encryptionKey) => {
    const { bucket } = new WebIdentityUserBucket(stack, 'Files', { ...PROVIDERS, encryptionKey, sharedPrefixes: ['shared/'], ...props });
    new CfnOutput(stack, 'Bucket', { value: bucket.bucketName });
  });
}

const PROVIDERS = { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APP] })] };

function made(change: Change, build: (stack: Stack, key: Key) => void): object {
  const stack = new Stack(new App(), 'Own', { env: ENVIRONMENT });
  const key = new Key(stack, 'Key', { alias: 'alias/own', enableKeyRotation: true });
  (key.node.defaultChild as CfnKey).overrideLogicalId('Key');
  new CfnOutput(stack, 'KeyArn', { value: key.keyArn });
  build(stack, key);
  const template = Template.fromStack(stack).toJSON();
  const find = (type: string) => Object.values<any>(template.Resources).find(({ Type }) => Type === type).Properties;
  const access = find('AWS::IAM::Policy').PolicyDocument.Statement;
  change({ template, access, key: find('AWS::KMS::Key') });
  const idOf = (...types: string[]) => Object.keys(template.Resources).find((id) => types.includes(template.Resources[id].Type));
  return JSON.parse(JSON.stringify(template).replaceAll('"ROLE"', `"${idOf('AWS::IAM::Role')}"`)
    .replaceAll('"HOLDER"', `"${idOf('AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket')}"`)) as object;
}

export const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
/** The users' role, as a Principal. */
export const ROLE = { AWS: { 'Fn::GetAtt': ['ROLE', 'Arn'] } };
/** Name and ARN of the table or the bucket. */
export const HOLDER = { Ref: 'HOLDER' };
export const HOLDER_ARN = { 'Fn::GetAtt': ['HOLDER', 'Arn'] };

/** A key policy of these statements and, unless told otherwise, of the one by which it delegates to the account's policies. */
export function keyPolicy(statements: readonly object[] = [], delegates = true): object {
  const toAccount = { Effect: 'Allow', Principal: { AWS: ENVIRONMENT.account }, Action: 'kms:*', Resource: '*' };
  return { Version: '2012-10-17', Statement: [...delegates ? [toAccount] : [], ...statements] };
}

/** The key policy alone decides: nothing of the users' role is about KMS. */
export function byKeyPolicy(...statements: readonly object[]): Change {
  return ({ access, key }) => {
    withoutKms(access);
    key.KeyPolicy = keyPolicy(statements, false);
  };
}

/** Takes the library's statements away. */
export function withoutKms(access: any[]): void {
  access.splice(0, access.length, ...access.filter((statement) => !isAboutKms(statement)));
}

export const kmsStatement = (access: any[]): any => access.find(isAboutKms);

function isAboutKms({ Action }: any): boolean {
  return /^kms:/.test([Action].flat()[0]);
}

interface SignIn {
  /** Session policy. */
  readonly policy?: object;
}

/** A running local cloud and its users. */
export class Cloud {
  static async start(template: object, options: LocalCloudOptions = {}): Promise<Cloud> {
    const file = join(mkdtempSync(join(tmpdir(), 'kms-')), 'Own.template.json');
    writeFileSync(file, JSON.stringify(template));
    return new Cloud(await LocalCloud.start({ assembly: file, ...options }));
  }

  constructor(readonly local: LocalCloud) {}

  get outputs(): { readonly [name: string]: string } {
    return this.local.stacks.Own;
  }

  async table(user: string, signIn?: SignIn): Promise<DynamoDBDocumentClient> {
    return DynamoDBDocumentClient.from(new DynamoDBClient({ ...this.options, credentials: await this.credentials(user, signIn) }));
  }

  async files(user: string, signIn?: SignIn): Promise<S3Client> {
    return new S3Client({ ...this.options, forcePathStyle: true, credentials: await this.credentials(user, signIn) });
  }

  get administrator(): { readonly tables: DynamoDBDocumentClient; readonly files: S3Client } {
    const options = { ...this.options, credentials: this.local.administrator };
    return { tables: DynamoDBDocumentClient.from(new DynamoDBClient(options)), files: new S3Client({ ...options, forcePathStyle: true }) };
  }

  stop(): Promise<void> {
    return this.local.stop();
  }

  private get options() {
    return { endpoint: this.local.endpoint, region: this.local.region, maxAttempts: 1 };
  }

  private async credentials(user: string, { policy }: SignIn = {}) {
    const { token, providerId } = await this.local.signIn({ provider: 'amazon', app: APP, user });
    return fromWebToken({
      roleArn: Object.values(this.local.roles)[0],
      roleSessionName: 'test',
      webIdentityToken: token,
      providerId,
      policy: policy && JSON.stringify(policy),
      clientConfig: this.options,
    })();
  }
}

/** `allowed`, or the name of AWS's error and what it says. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  return act.then(() => 'allowed', ({ name, message }: Error) => `${name}: ${message}`);
}
