import { account, messageOf, one, output } from './support';

const bucketOf = (properties: object) => account(one('AWS::S3::Bucket', properties)).buckets[0];
const refusal = (properties: object) => messageOf(() => bucketOf(properties));
const encryption = (byDefault: object) => (
  { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] } });
const owned = (ObjectOwnership: string) => ({ OwnershipControls: { Rules: [{ ObjectOwnership }] } });
const cors = (rule: object) => ({ CorsConfiguration: { CorsRules: [rule] } });

describe('AWS::S3::Bucket', () => {
  test('with a name of its own, or a generated one in lower case', () => {
    expect(bucketOf({ BucketName: 'my.files-1' })).toEqual({
      name: 'my.files-1',
      arn: 'arn:aws:s3:::my.files-1',
      corsRules: [],
      encryption: { algorithm: 'AES256', bucketKeyEnabled: false },
      ownership: 'BucketOwnerEnforced',
      publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      tags: new Map(),
    });
    const { name } = bucketOf({});
    expect(name).toMatch(/^a-it-[0-9a-f]{12}$/);
    expect(bucketOf({}).name).toBe(name);
  });

  test.each([
    [{ Ref: 'It' }, 'files'],
    [{ 'Fn::GetAtt': ['It', 'Arn'] }, 'arn:aws:s3:::files'],
    [{ 'Fn::GetAtt': ['It', 'DomainName'] }, 'files.s3.amazonaws.com'],
    [{ 'Fn::GetAtt': ['It', 'RegionalDomainName'] }, 'files.s3.us-east-1.amazonaws.com'],
    [{ 'Fn::GetAtt': ['It', 'DualStackDomainName'] }, 'files.s3.dualstack.us-east-1.amazonaws.com'],
  ])('%j', (value, expected) => {
    expect(output(value, one('AWS::S3::Bucket', { BucketName: 'files' }))).toBe(expected);
  });

  test('has no attribute of websites', () => {
    expect(messageOf(() => output({ 'Fn::GetAtt': ['It', 'WebsiteURL'] }, one('AWS::S3::Bucket', { BucketName: 'files' })))).toContain('WebsiteURL');
  });

  test('with what a user bucket has', () => {
    const properties = {
      ...encryption({ SSEAlgorithm: 'aws:kms' }),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      ...owned('ObjectWriter'),
      LifecycleConfiguration: { Rules: [] },
      VersioningConfiguration: { Status: 'Enabled' },
      Tags: [{ Key: 'a', Value: 'b' }],
      ...cors({ AllowedMethods: ['GET'], AllowedOrigins: ['https://*.example.com'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'], MaxAge: 5, Id: 'x' }),
    };
    expect(bucketOf({ BucketName: 'files', ...properties })).toEqual({
      name: 'files',
      arn: 'arn:aws:s3:::files',
      encryption: { algorithm: 'aws:kms', bucketKeyEnabled: false },
      ownership: 'ObjectWriter',
      publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false },
      versioning: 'Enabled',
      tags: new Map([['a', 'b']]),
      corsRules: [{ id: 'x', allowedMethods: ['GET'], allowedOrigins: ['https://*.example.com'], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAge: 5 }],
    });
  });

  test.each(['ObjectWriter', 'BucketOwnerPreferred'])('lets the service in that writes logs: %s', (ownership) => {
    expect(bucketOf({ AccessControl: 'LogDeliveryWrite', ...owned(ownership) }).ownership).toBe(ownership);
  });

  test.each(['AccelerateConfiguration', 'MetadataTableConfiguration', 'NotificationConfiguration', 'ObjectLockConfiguration', 'ObjectLockEnabled', 'ReplicationConfiguration', 'WebsiteConfiguration', 'Unheard'])(
    'fails with %s', (name) => {
      expect(refusal({ [name]: {} })).toContain(`It.${name} is not supported`);
    });

  test.each<[string, object, string]>([
    ['a name in capitals', { BucketName: 'Files' }, 'BucketName'],
    ['a short name', { BucketName: 'ab' }, 'BucketName'],
    ['a name with two dots', { BucketName: 'a..b' }, 'BucketName'],
    ['an address for a name', { BucketName: '127.0.0.1' }, 'BucketName'],
    ['a public ACL', { AccessControl: 'PublicRead' }, 'AccessControl: got "PublicRead", want Private'],
    ['a public ACL of objects that have their own', { AccessControl: 'PublicRead', ...owned('ObjectWriter') }, 'want Private or LogDeliveryWrite'],
    ['an ACL for logs where no ACL counts', { AccessControl: 'LogDeliveryWrite' }, 'with BucketOwnerEnforced a bucket takes no other'],
    ['a key without KMS', encryption({ SSEAlgorithm: 'AES256', KMSMasterKeyID: 'x' }), 'KMSMasterKeyID: got "x", want SSEAlgorithm aws:kms'],
    ['a versioning that is none', { VersioningConfiguration: { Status: 'On' } }, 'VersioningConfiguration'],
    ['a public access block that is none', { PublicAccessBlockConfiguration: 'all' }, 'PublicAccessBlockConfiguration'],
    ['tags that are none', { Tags: {} }, 'Tags'],
    ['an encryption that is none', encryption({ SSEAlgorithm: 'x' }), 'BucketEncryption'],
    ['an ownership that is none', owned('x'), 'OwnershipControls'],
    ['CORS without rules', { CorsConfiguration: {} }, 'CorsRules'],
    ['a CORS rule with more than there is', cors({ Unheard: 1 }), 'Unheard'],
    ['a CORS method that S3 has not', cors({ AllowedMethods: ['PATCH'] }), 'PATCH'],
    ['a CORS origin with two stars', cors({ AllowedOrigins: ['https://*.*'] }), 'at most one *'],
    ['a CORS header that would end a header', cors({ ExposedHeaders: ['a\r\nb: c'] }), 'ExposedHeaders'],
    ['a CORS age that is none', cors({ MaxAge: 'x' }), 'MaxAge'],
  ])('fails with %s', (_, properties, text) => {
    expect(refusal(properties)).toContain(text);
  });

  test('fails twice with one name', () => {
    const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } };
    expect(messageOf(() => account({ Resources: { One: bucket, Two: bucket } }))).toContain('a name of its own');
  });
});

describe('AWS::S3::BucketPolicy', () => {
  const Files = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } };
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::files/*' };
  const policy = (Statement: object, Bucket: unknown = { Ref: 'Files' }) => ({
    Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement: [Statement] } },
  });

  test('is the bucket\'s, before it or behind it', () => {
    for (const Resources of [{ Files, Policy: policy(statement) }, { Policy: policy(statement), Files }]) {
      expect(account({ Resources }).buckets[0].policy).toEqual({ Version: '2012-10-17', Statement: [statement] });
    }
  });

  test.each<[string, object, string]>([
    ['without a Principal', { Policy: policy({ ...statement, Principal: undefined }) }, 'Principal'],
    ['that is malformed', { Policy: policy({ ...statement, Effect: 'Maybe' }) }, 'Effect'],
    ['without a document', { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'files' } } }, 'PolicyDocument'],
    ['that looks at tags of resources', { Policy: policy({ ...statement, Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } }) }, 'ResourceTag'],
    ['of a bucket of others', { Policy: policy(statement, 'others-files') }, 'a bucket that these stacks define'],
    ['beside another', { Policy: policy(statement), Second: policy(statement) }, 'no other policy'],
    ['with more than there is', { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'files', Unheard: 1 } } }, 'Unheard is not supported'],
  ])('fails %s', (_, resources, text) => {
    expect(messageOf(() => account({ Resources: { Files, ...resources } }))).toContain(text);
  });
});
