import type { Stack } from 'aws-cdk-lib';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, google, newStack, resources, statements, templateOf } from './support';
import type { WebIdentityUserBucketProps } from '../src';
import { OwnAccess, WebIdentityUserBucket, WebIdentityUsers } from '../src';

function bucketOf(props: Partial<WebIdentityUserBucketProps> = {}): any {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], ...props });
  return Object.values(resources(stack, 'AWS::S3::Bucket'))[0];
}

test('a provider alone gives a closed bucket', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon] });
  expect(templateOf(stack)).toMatchSnapshot();
});

test('no public access, no ACLs, encrypted, incomplete uploads removed, retained', () => {
  expect(bucketOf()).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      LifecycleConfiguration: { Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }] },
    },
  });
});

test('TLS only', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon] });
  const [policy] = Object.values(resources(stack, 'AWS::S3::BucketPolicy'));
  expect(policy.Properties.PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
});

test('construct paths are a contract', () => {
  const avatars = new WebIdentityUserBucket(newStack(), 'Avatars', { providers: [amazon] });
  expect(avatars.bucket.node.path).toBe('Stack/Avatars/Bucket');
  expect(avatars.users.roles[0].role.node.path).toBe('Stack/Avatars/Users/amazon');
});

test('CORS for the named origins only', () => {
  expect(bucketOf().Properties.CorsConfiguration).toBeUndefined();
  expect(bucketOf({ allowedOrigins: ['https://game.example.com', 'http://localhost:3000'] }).Properties.CorsConfiguration.CorsRules).toEqual([{
    AllowedOrigins: ['https://game.example.com', 'http://localhost:3000'],
    AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    AllowedHeaders: ['*'],
    // Without the checksums a browser completes a multipart upload with ETags alone, which S3 refuses.
    ExposedHeaders: expect.arrayContaining(['ETag', 'x-amz-version-id', 'x-amz-checksum-crc32', 'x-amz-checksum-crc64nvme', 'x-amz-checksum-sha256']),
    MaxAge: 3000,
  }]);
});

test('a key of yours brings a bucket key', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], encryptionKey: new kms.Key(stack, 'Key') });
  const [bucket] = Object.values(resources(stack, 'AWS::S3::Bucket'));
  expect(bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0]).toMatchObject({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
  expect(statements(stack).some((statement) => [statement.Action].flat().includes('kms:GenerateDataKey'))).toBe(true);
});

test.each<[string, Partial<WebIdentityUserBucketProps> | ((stack: Stack) => Partial<WebIdentityUserBucketProps>), object]>([
  ['versioned', { versioned: true }, { Properties: { VersioningConfiguration: { Status: 'Enabled' } } }],
  ['bucketName', { bucketName: 'avatars' }, { Properties: { BucketName: 'avatars' } }],
  ['removalPolicy', { removalPolicy: RemovalPolicy.DESTROY }, { DeletionPolicy: 'Delete' }],
  ['lifecycleRules', { lifecycleRules: [{ expiration: Duration.days(9) }] }, { Properties: { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 9 }, { AbortIncompleteMultipartUpload: expect.anything() }] } } }],
  ['objectLockEnabled', { versioned: true, objectLockEnabled: true }, { Properties: { ObjectLockEnabled: true } }],
  ['intelligentTieringConfigurations', { intelligentTieringConfigurations: [{ name: 'Old', archiveAccessTierTime: Duration.days(90) }] }, {
    Properties: { IntelligentTieringConfigurations: [{ Id: 'Old' }] },
  }],
  ['metrics', { metrics: [{ id: 'All' }] }, { Properties: { MetricsConfigurations: [{ Id: 'All' }] } }],
  ['inventories', (stack) => ({ inventories: [{ destination: { bucket: new s3.Bucket(stack, 'Inventory') } }] }), { Properties: { InventoryConfigurations: [{ Enabled: true }] } }],
  ['serverAccessLogsBucket', (stack) => ({ serverAccessLogsBucket: new s3.Bucket(stack, 'Logs'), serverAccessLogsPrefix: 'avatars/' }), {
    Properties: { LoggingConfiguration: { LogFilePrefix: 'avatars/' } },
  }],
  ['cors', { cors: [{ allowedOrigins: ['https://a.example'], allowedMethods: [s3.HttpMethods.GET] }] }, {
    Properties: { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['https://a.example'] }] } },
  }],
  ['transitionDefaultMinimumObjectSize', {
    lifecycleRules: [{ expiration: Duration.days(9) }],
    transitionDefaultMinimumObjectSize: s3.TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS,
  }, { Properties: { LifecycleConfiguration: { TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' } } }],
  ['transferAcceleration', { transferAcceleration: true }, { Properties: { AccelerateConfiguration: { AccelerationStatus: 'Enabled' } } }],
  ['blockPublicAccess', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL }, { Properties: { PublicAccessBlockConfiguration: expect.anything() } }],
  ['encryption', { encryption: s3.BucketEncryption.KMS }, { Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }] } } }],
])('passes on %s', (_, props, expected) => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], ...(typeof props === 'function' ? props(stack) : props) });
  const [, bucket] = Object.entries(resources(stack, 'AWS::S3::Bucket')).find(([id]) => id.startsWith('Avatars'))!;
  expect(bucket).toMatchObject(expected);
});

test('minimumTLSVersion is passed on', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], minimumTLSVersion: 1.2 });
  expect(JSON.stringify(Object.values(resources(stack, 'AWS::S3::BucketPolicy')))).toContain('"s3:TlsVersion":1.2');
});

test('own and shared folders, access and prefix', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [google], access: OwnAccess.READ_UPDATE, prefix: 'avatars/', sharedPrefixes: ['public/', 'news/'] });
  const text = JSON.stringify(statements(stack));
  expect(text).toContain('/avatars/google/${accounts.google.com:sub}/*');
  expect(text).toContain('/public/*');
  expect(text).toContain('"s3:prefix":["news/*"]');
  expect(text).not.toContain('s3:DeleteObject');
});

test('published folders', () => {
  const stack = newStack();
  new WebIdentityUserBucket(stack, 'Avatars', { providers: [google], published: { prefix: 'avatars/' } });
  const text = JSON.stringify(statements(stack));
  expect(text).toContain('/avatars/google/${accounts.google.com:sub}/*');
  expect(text).toContain('/avatars/*');
  expect(text).toContain('/users/google/');
  expect(text).not.toContain('"s3:prefix":["avatars/*"]');
});

test('shares users with a table', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Players', { providers: [amazon] });
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { users });
  expect(avatars.users).toBe(users);
  expect(Object.keys(resources(stack, 'AWS::IAM::Role'))).toHaveLength(1);
});

test('the blog\'s layout, all avatars readable by all, is expressible only by declaring them shared', () => {
  const stack = newStack();
  const avatars = new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], prefix: 'own/', sharedPrefixes: ['amzn1.application.abc/'] });
  expect(() => avatars.grants.ownObjects(avatars.users, { prefix: 'amzn1.application.abc/' })).toThrow(/folders-overlap/);
});
