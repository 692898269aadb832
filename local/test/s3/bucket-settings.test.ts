import {
  GetBucketCorsCommand, GetBucketEncryptionCommand, GetBucketOwnershipControlsCommand, GetBucketPolicyCommand, GetBucketTaggingCommand,
  GetBucketVersioningCommand, GetPublicAccessBlockCommand, type S3Client,
} from '@aws-sdk/client-s3';
import { BUCKET, Files, userBucketTemplate } from './user-bucket';

/* What a bucket was deployed with, as clients read it: each setting is an action of its own. */

interface Setting {
  readonly action: string;
  readonly read: (client: S3Client, Bucket: string) => Promise<object>;
  /** What a bucket tells of which everything is said. */
  readonly said: object;
  /** What a bucket tells of which nothing is said: its default, or the code and the status of an error. */
  readonly unsaid: object | readonly [code: string, status: number];
}

const ARN = 'arn:aws:kms:us-east-1:123456789012:key/';
const Tags = [{ Key: 'team', Value: 'blue & green' }];
const BLOCKS = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/frozen/*` }] };

const SETTINGS: readonly Setting[] = [
  {
    action: 's3:GetEncryptionConfiguration',
    read: async (client, Bucket) => (await client.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration!,
    said: {
      Rules: [{
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.stringContaining(ARN) as string }, BucketKeyEnabled: true,
      }],
    },
    unsaid: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }] },
  },
  {
    action: 's3:GetBucketPolicy',
    read: async (client, Bucket) => JSON.parse((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy!) as object,
    said: POLICY,
    unsaid: ['NoSuchBucketPolicy', 404],
  },
  {
    action: 's3:GetBucketCORS',
    read: async (client, Bucket) => (await client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules!,
    said: [
      { ID: 'web', AllowedOrigins: ['https://a.example.com', 'https://*.b.example.com'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['*'], ExposeHeaders: ['ETag'], MaxAgeSeconds: 300 },
      { AllowedOrigins: ['https://c.example.com'], AllowedMethods: ['HEAD'] },
    ],
    unsaid: ['NoSuchCORSConfiguration', 404],
  },
  {
    action: 's3:GetBucketVersioning',
    read: async (client, Bucket) => ({ Status: (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status }),
    said: { Status: 'Suspended' },
    unsaid: { Status: undefined },
  },
  {
    action: 's3:GetBucketPublicAccessBlock',
    read: async (client, Bucket) => (await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration!,
    said: { ...BLOCKS, BlockPublicPolicy: false, RestrictPublicBuckets: false },
    unsaid: BLOCKS,
  },
  {
    action: 's3:GetBucketTagging',
    read: async (client, Bucket) => (await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet!,
    said: Tags,
    unsaid: ['NoSuchTagSet', 404],
  },
  {
    action: 's3:GetBucketOwnershipControls',
    read: async (client, Bucket) => (await client.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls!,
    said: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    unsaid: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  },
];

let files: Files;
beforeAll(async () => {
  files = await Files.start(userBucketTemplate(({ Resources }) => {
    Resources.Key = { Type: 'AWS::KMS::Key', Properties: {} };
    Object.assign(Resources.Files.Properties, {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        }],
      },
      CorsConfiguration: {
        CorsRules: [
          { Id: 'web', AllowedOrigins: ['https://a.example.com', 'https://*.b.example.com'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'], MaxAge: 300 },
          { AllowedOrigins: ['https://c.example.com'], AllowedMethods: ['HEAD'] },
        ],
      },
      VersioningConfiguration: { Status: 'Suspended' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: 'true', BlockPublicPolicy: false },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      Tags,
    });
    Resources.FilesPolicy.Properties.PolicyDocument = POLICY;
    // May read settings, one of them.
    Resources.ReaderRole.Properties.Policies.push({
      PolicyName: 'settings', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetBucketCORS', Resource: `arn:aws:s3:::${BUCKET}` }] },
    });
  }));
});
afterAll(() => files.stop());

describe.each(SETTINGS)('$action', ({ action, read, said, unsaid }) => {
  test('is what the template says', async () => {
    expect(await read(files.administrator(), BUCKET)).toEqual(said);
  });

  test('where the template says nothing', async () => {
    const answer = read(files.administrator(), 'other-files');
    if (!Array.isArray(unsaid)) return expect(await answer).toEqual(unsaid);
    const [name, httpStatusCode] = unsaid as [string, number];
    return expect(answer).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('is refused to users, by its own action', async () => {
    await expect(read(await files.client('alice'), BUCKET)).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining(`perform: ${action} on resource: "arn:aws:s3:::${BUCKET}"`) as string });
    const reader = read(await files.client('alice', 'reader'), BUCKET);
    if (action === 's3:GetBucketCORS') return expect(await reader).toEqual(said);
    return expect(reader).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('of no bucket', async () => {
    await expect(read(files.administrator(), 'nobodys-files')).rejects.toMatchObject({ name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } });
  });
});

test('a policy is told as JSON', async () => {
  const { Policy } = await files.administrator().send(new GetBucketPolicyCommand({ Bucket: BUCKET }));
  expect(Policy).toBe(JSON.stringify(POLICY));
});
