import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebIdentityProvider, WebIdentityUserBucket } from 'cdk-web-identity';
import { LocalCloud } from '../../src';
import { outcome, stackFile } from '../s3/user-bucket';
import { withoutGuardrails } from '../support/twins';

const APP = 'amzn1.application.abc';
const [ALICE, BOB] = ['amzn1.account.ALICE', 'amzn1.account.BOB'];

/** The construct's template, and the same with a guard taken out. */
function userBucket(without: (statements: any[]) => void = () => {}): object {
  const stack = new Stack(new App(), 'UserFiles');
  const files = new WebIdentityUserBucket(stack, 'Files', {
    providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APP] })], sharedPrefixes: ['shared/'], allowedOrigins: ['https://game.example.com'],
  });
  new CfnOutput(stack, 'Bucket', { value: files.bucket.bucketName });
  const template = Template.fromStack(stack).toJSON();
  const policy = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::IAM::Policy');
  without(policy.Properties.PolicyDocument.Statement);
  return template;
}

async function withUsers<T>(template: object, act: (alice: S3Client, bob: S3Client, Bucket: string) => Promise<T>): Promise<T> {
  const cloud = await LocalCloud.start({ assembly: stackFile(template) });
  const options = { endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 };
  const [roleArn] = Object.values(cloud.roles);
  const client = async (user: string) => {
    const { token, providerId } = await cloud.signIn({ provider: 'amazon', app: APP, user });
    const credentials = await fromWebToken({ roleArn, roleSessionName: 'test', webIdentityToken: token, providerId, clientConfig: options })();
    return new S3Client({ ...options, credentials, forcePathStyle: true });
  };
  try {
    return await act(await client(ALICE), await client(BOB), Object.values(cloud.stacks)[0].Bucket);
  } finally {
    await cloud.stop();
  }
}

const put = async (client: S3Client, Bucket: string, Key: string) => outcome(client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
const get = async (client: S3Client, Bucket: string, Key: string) => outcome(client.send(new GetObjectCommand({ Bucket, Key })));
const list = async (client: S3Client, Bucket: string, Prefix?: string) => outcome(client.send(new ListObjectsV2Command({ Bucket, Prefix })));

test('each user has a folder, and all have the shared one to read', async () => {
  await withUsers(userBucket(), async (alice, bob, Bucket) => {
    expect(await put(bob, Bucket, `users/${BOB}/1`)).toBe('allowed');
    expect(await get(bob, Bucket, `users/${BOB}/1`)).toBe('allowed');
    expect(await list(alice, Bucket, `users/${ALICE}/`)).toBe('allowed');
    expect(await list(alice, Bucket, 'shared/')).toBe('allowed');
    for (const refused of [
      put(alice, Bucket, `users/${BOB}/1`), get(alice, Bucket, `users/${BOB}/1`), put(alice, Bucket, 'shared/1'), put(alice, Bucket, 'elsewhere'),
      list(alice, Bucket), list(alice, Bucket, `users/${BOB}/`), list(alice, Bucket, 'users/'),
    ]) expect(await refused).toBe('AccessDenied');
  });
});

/** Each guard is needed, and looked at: without it the same request is allowed. */
test.each<[string, (statements: any[]) => void, (alice: S3Client, Bucket: string) => Promise<string>]>([
  [
    'the user id in the resource',
    ([objects]) => { objects.Resource = JSON.parse(JSON.stringify(objects.Resource).replace('${www.amazon.com:user_id}', '*')); },
    (alice, Bucket) => get(alice, Bucket, `users/${BOB}/1`),
  ],
  [
    's3:prefix',
    (statements) => { delete statements.find(({ Action }) => Action === 's3:ListBucket').Condition.StringLike; },
    (alice, Bucket) => list(alice, Bucket, `users/${BOB}/`),
  ],
])('%s', async (_, without, attack) => {
  const attempt = (template: object) => withUsers(withoutGuardrails(template), async (alice, bob, Bucket) => {
    await put(bob, Bucket, `users/${BOB}/1`);
    return attack(alice, Bucket);
  });
  expect(await attempt(userBucket())).toBe('AccessDenied');
  expect(await attempt(userBucket(without))).toBe('allowed');
});
