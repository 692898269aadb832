import { Files, REGION, userBucketTemplate, BUCKET } from '../s3/user-bucket';
import { clientTest, missingAwsCli } from '../support/client-test';
import { clientEnvironment } from './scenario/environment';
import { command } from './support';

clientTest('the AWS CLI: what a bucket was deployed with', missingAwsCli(), async () => {
  const files = await Files.start(userBucketTemplate(({ Resources }) => {
    Object.assign(Resources.Files.Properties, { VersioningConfiguration: { Status: 'Enabled' }, Tags: [{ Key: 'team', Value: 'blue' }] });
  }));
  const { accessKeyId, secretAccessKey } = files.cloud.administrator;
  const environment = {
    ...clientEnvironment({ endpoint: files.endpoint, region: REGION }), AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const read = async (setting: string, bucket: string) => {
    const { status, stdout, stderr } = await command('aws', ['s3api', setting, '--bucket', bucket, '--output', 'json'], environment);
    return status === 0 ? JSON.parse(stdout || '{}') : /\((\w+)\)/.exec(stderr)?.[1] ?? stderr;
  };
  try {
    expect(await read('get-bucket-encryption', BUCKET)).toMatchObject({ ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } });
    expect(JSON.parse((await read('get-bucket-policy', BUCKET)).Policy)).toMatchObject({ Statement: [{ Effect: 'Deny' }] });
    expect(await read('get-bucket-cors', BUCKET)).toMatchObject({ CORSRules: [{ AllowedMethods: ['GET', 'PUT', 'HEAD'], MaxAgeSeconds: 300 }] });
    expect(await read('get-bucket-versioning', BUCKET)).toEqual({ Status: 'Enabled' });
    expect(await read('get-public-access-block', BUCKET)).toMatchObject({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
    expect(await read('get-bucket-tagging', BUCKET)).toEqual({ TagSet: [{ Key: 'team', Value: 'blue' }] });
    expect(await read('get-bucket-ownership-controls', BUCKET)).toEqual({ OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } });
    expect(await read('get-bucket-cors', 'other-files')).toBe('NoSuchCORSConfiguration');
    expect(await read('get-bucket-policy', 'other-files')).toBe('NoSuchBucketPolicy');
    expect(await read('get-bucket-tagging', 'other-files')).toBe('NoSuchTagSet');
    expect(await read('get-bucket-versioning', 'other-files')).toEqual({});
    expect(await read('delete-bucket', BUCKET)).toBe('InvalidBucketState');
  } finally {
    await files.stop();
  }
});
