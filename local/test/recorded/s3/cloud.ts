import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, ListMultipartUploadsCommand, ListPartsCommand,
  PutObjectCommand, UploadPartCommand, UploadPartCopyCommand, type S3Client,
} from '@aws-sdk/client-s3';
import type { Act } from './multipart-facts';
import { Files, userBucketTemplate } from '../../s3/user-bucket';

export const PARTS_BUCKET = 'recorded-parts';
export const VERSIONED_BUCKET = 'recorded-versions';

const ARN = `arn:aws:s3:::${PARTS_BUCKET}`;
const OBJECTS = `${ARN}/*`;
const APP = ['https://app.example'];

/** CORS rules as they were when answers were recorded, as far as the answers tell. */
const CONFIGURATIONS = {
  none: undefined,
  ordered: [
    { AllowedOrigins: APP, AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedHeaders: ['content-type', 'x-probe-*'], ExposedHeaders: ['ETag', 'x-amz-request-id'], MaxAge: 17 },
    { AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], AllowedHeaders: ['*'], ExposedHeaders: ['x-amz-version-id'], MaxAge: 41 },
  ],
  exact: [{ AllowedOrigins: APP, AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['content-type', 'x-probe-*'], ExposedHeaders: ['ETag'], MaxAge: 0 }],
  pattern: [{ AllowedOrigins: ['https://*.example'], AllowedMethods: ['GET'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'] }],
  wild: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'], ExposedHeaders: ['ETag'], MaxAge: 99 }],
  plain: [{ AllowedOrigins: APP, AllowedMethods: ['GET', 'HEAD', 'PUT'], ExposedHeaders: ['ETag'] }],
  bare: [{ AllowedOrigins: APP, AllowedMethods: ['GET'] }],
} as const;

export type Configuration = keyof typeof CONFIGURATIONS;

const allow = (Action: string | readonly string[], Resource: string | readonly string[] = [ARN, OBJECTS]) => ({ Effect: 'Allow', Action, Resource });
const deny = (action: string) => ({ Effect: 'Deny', Action: `s3:${action}`, Resource: '*' });
const PARTS = ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];
const UPLOADS = 's3:ListBucketMultipartUploads';

/** What each session was allowed. */
const ROLES = {
  full: [allow('s3:*')],
  noTag: [allow('s3:*'), deny('PutObjectTagging')],
  noPut: [allow('s3:*'), deny('PutObject')],
  noGet: [allow('s3:*'), deny('GetObject')],
  noSourceTag: [allow('s3:*'), deny('GetObjectTagging')],
  scopeWrong: [allow(PARTS, ARN), allow(UPLOADS, OBJECTS)],
  scopeRight: [allow(PARTS, OBJECTS), allow(UPLOADS, ARN)],
} as const;

export type Role = keyof typeof ROLES;

export const corsBucket = (configuration: Configuration): string => `recorded-${configuration}`;

/** A local cloud with all that the recordings ask. */
export class RecordedCloud {
  static async start(): Promise<RecordedCloud> {
    const files = await Files.start(userBucketTemplate(addResources));
    const cloud = new RecordedCloud(files, files.administrator());
    for (const configuration of Object.keys(CONFIGURATIONS)) {
      for (const Key of ['private.txt', 'public.txt']) await cloud.administrator.send(new PutObjectCommand({ Bucket: `recorded-${configuration}`, Key, Body: 'text' }));
    }
    for (const Key of ['source', 'taken']) await cloud.administrator.send(new PutObjectCommand({ Bucket: PARTS_BUCKET, Key, Body: 'text' }));
    return cloud;
  }

  private constructor(readonly files: Files, readonly administrator: S3Client) {}

  async clientOf(role: Role | 'administrator'): Promise<S3Client> {
    return role === 'administrator' ? this.administrator : this.files.client('alice', role);
  }

  /** Begun by the administrator, with one part. */
  async upload(Key: string, Tagging?: string): Promise<BegunUpload> {
    const key = { Bucket: PARTS_BUCKET, Key };
    const { UploadId } = await this.administrator.send(new CreateMultipartUploadCommand({ ...key, Tagging }));
    const { ETag } = await this.administrator.send(new UploadPartCommand({ ...key, UploadId, PartNumber: 1, Body: 'part' }));
    return { UploadId: UploadId!, ETag: ETag! };
  }

  stop(): Promise<void> {
    this.administrator.destroy();
    return this.files.stop();
  }
}

export interface BegunUpload {
  readonly UploadId: string;
  /** Of its part. */
  readonly ETag: string;
}

export async function actOn(client: S3Client, act: Act, Key: string, { UploadId, ETag }: BegunUpload, input: object): Promise<unknown> {
  const upload = { Bucket: PARTS_BUCKET, Key, UploadId, ...input };
  switch (act) {
    case 'CreateMultipartUpload': return client.send(new CreateMultipartUploadCommand({ Bucket: PARTS_BUCKET, Key, ...input }));
    case 'UploadPart': return client.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'more' }));
    case 'UploadPartCopy': return client.send(new UploadPartCopyCommand({ ...upload, PartNumber: 2, CopySource: `${PARTS_BUCKET}/source` }));
    case 'ListParts': return client.send(new ListPartsCommand(upload));
    case 'ListMultipartUploads': return client.send(new ListMultipartUploadsCommand({ Bucket: PARTS_BUCKET }));
    case 'CompleteMultipartUpload': return client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }));
    case 'AbortMultipartUpload': return client.send(new AbortMultipartUploadCommand(upload));
  }
}

function addResources({ Resources }: any): void {
  const open = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false };
  for (const [configuration, rules] of Object.entries(CONFIGURATIONS)) {
    const BucketName = corsBucket(configuration as Configuration);
    Resources[`Cors${configuration}`] = bucket({ BucketName, ...rules && { CorsConfiguration: { CorsRules: rules } }, PublicAccessBlockConfiguration: open });
    Resources[`Cors${configuration}Policy`] = policy(BucketName, {
      Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BucketName}/public.txt`,
    });
  }
  Resources.Parts = bucket({ BucketName: PARTS_BUCKET });
  Resources.PartsPolicy = policy(PARTS_BUCKET, {
    Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${ARN}/denied`, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/full' } },
  });
  Resources.Versions = bucket({ BucketName: VERSIONED_BUCKET, VersioningConfiguration: { Status: 'Enabled' } });
  Resources.VersionsPolicy = policy(VERSIONED_BUCKET, {
    Effect: 'Deny', Principal: '*', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: `arn:aws:s3:::${VERSIONED_BUCKET}/item`,
  });
  for (const [name, Statement] of Object.entries(ROLES)) {
    const { Properties } = Resources.OpenRole;
    Resources[`Recorded${name}`] = {
      Type: 'AWS::IAM::Role',
      Properties: { ...Properties, RoleName: name, Policies: [{ PolicyName: 'access', PolicyDocument: { Version: '2012-10-17', Statement } }] },
    };
  }
}

const bucket = (Properties: object) => ({ Type: 'AWS::S3::Bucket', Properties });

const policy = (Bucket: string, ...Statement: readonly object[]) =>
  ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement } } });
