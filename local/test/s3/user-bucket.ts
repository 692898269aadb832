import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { LocalCloud, type LocalCloudOptions } from '../../src';

export const BUCKET = 'user-files';
export const REGION = 'us-east-1';
export const ISSUER = 'login.example.com';
const ACCOUNT = '123456789012';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
const ARN = `arn:aws:s3:::${BUCKET}`;
const OWN = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];

/**
 * Own folders and a shared one, with the statements that the constructs emit. Ids are not barred here: requests of
 * users with strange ids must fail by themselves. `files` is the role; `open` may do all, `reader` only read its own.
 */
export function userBucketTemplate(change: (template: any) => void = () => {}): object {
  const aws = { StringEquals: { 'aws:ResourceAccount': ACCOUNT } };
  const statements = (user: string, actions: readonly string[]) => [
    { Effect: 'Allow', Action: actions, Resource: `${ARN}/users/${user}/*`, Condition: aws },
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: ARN, Condition: { ...aws, StringLike: { 's3:prefix': [`users/${user}/*`, 'shared/*'] } } },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${ARN}/shared/*`, Condition: aws },
  ];
  const role = (RoleName: string, Statement: readonly object[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: PROVIDER }, Condition: { StringEquals: { [`${ISSUER}:aud`]: 'app' } },
        }],
      },
      Policies: [{ PolicyName: 'access', PolicyDocument: { Version: '2012-10-17', Statement } }],
    },
  });
  const template = {
    Resources: {
      Provider: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: `https://${ISSUER}`, ClientIdList: ['app'] } },
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: BUCKET,
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LifecycleConfiguration: { Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }] },
          CorsConfiguration: {
            CorsRules: [{
              AllowedOrigins: ['https://*.example.com'], AllowedMethods: ['GET', 'PUT', 'HEAD'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'], MaxAge: 300,
            }],
          },
        },
      },
      FilesPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Files' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{
              Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' }, Resource: [ARN, `${ARN}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }],
          },
        },
      },
      Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'other-files' } },
      FilesRole: role('files', statements(`\${${ISSUER}:sub}`, OWN)),
      ReaderRole: role('reader', statements(`\${${ISSUER}:sub}`, ['s3:GetObject'])),
      OpenRole: role('open', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
    },
  };
  change(template);
  return template;
}

/** Writes a template as a stack of its own. */
export function stackFile(template: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'user-files-')), 'UserFiles.template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

/** Of a user's session, or of the administrator. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
}

/** A running local cloud, as users of the app and as others see it. */
export class Files {
  static async start(template: object = userBucketTemplate(), options: Omit<LocalCloudOptions, 'assembly'> = {}): Promise<Files> {
    return new Files(await LocalCloud.start({ assembly: stackFile(template), ...options }));
  }

  readonly endpoint: string;

  private constructor(readonly cloud: LocalCloud) {
    this.endpoint = cloud.endpoint;
  }

  async credentials(user: string, role = 'files'): Promise<Keys> {
    const { token } = await this.cloud.signIn({ provider: `https://${ISSUER}`, app: 'app', user });
    return fromWebToken({
      roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      roleSessionName: 'test',
      webIdentityToken: token,
      clientConfig: { endpoint: this.endpoint, region: REGION, maxAttempts: 1 },
    })();
  }

  async client(user: string, role?: string, config: S3ClientConfig = {}): Promise<S3Client> {
    return this.clientWith(await this.credentials(user, role), config);
  }

  clientWith(credentials: Keys, config: S3ClientConfig = {}): S3Client {
    return new S3Client({ endpoint: this.endpoint, region: REGION, credentials, maxAttempts: 1, forcePathStyle: true, ...config });
  }

  administrator(config: S3ClientConfig = {}): S3Client {
    return this.clientWith(this.cloud.administrator, config);
  }

  /** Sends just this, with a path that nothing normalises. */
  async raw(method: string, path: string, headers: { readonly [name: string]: string | readonly string[] } = {}, body: string | Buffer = ''): Promise<RawAnswer> {
    const { hostname, port } = new URL(this.endpoint);
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ hostname, port, method, path, headers: { 'content-length': Buffer.byteLength(body), ...headers } as unknown as Record<string, string> }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

/** `allowed`, or the name of AWS's error. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  return act.then(() => 'allowed', (error: Error) => error.name);
}
