import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { Files, outcome, REGION, userBucketTemplate } from '../s3/user-bucket';

/* Policies that deny what is not TLS, as CDK's enforceSSL writes them, and loopback HTTP. */

/** All may do everything, over TLS only; even to sign in. */
const overTls = userBucketTemplate((template) => {
  const insecure = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  template.Resources.OpenRole.Properties.Policies[0].PolicyDocument.Statement.push({ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }, insecure);
});
const signInOverTls = userBucketTemplate((template) => {
  template.Resources.OpenRole.Properties.AssumeRolePolicyDocument.Statement[0].Condition.Bool = { 'aws:SecureTransport': 'true' };
});

async function outcomes(template: object, strictTls: boolean): Promise<string[]> {
  const files = await Files.start(template, { strictTls });
  try {
    const credentials = await files.credentials('alice', 'open').catch((error: Error) => error.name);
    if (typeof credentials === 'string') return [credentials];
    const dynamodb = new DynamoDBClient({ endpoint: files.endpoint, region: REGION, credentials, maxAttempts: 1 });
    return [
      await outcome(files.clientWith(credentials).send(new ListBucketsCommand())),
      await outcome(dynamodb.send(new GetItemCommand({ TableName: 'missing', Key: { id: { S: 'a' } } }))),
    ];
  } finally {
    await files.stop();
  }
}

test('loopback counts as secure', async () => {
  expect(await outcomes(overTls, false)).toEqual(['allowed', 'ResourceNotFoundException']);
  expect(await outcomes(signInOverTls, false)).toEqual(['allowed', 'AccessDeniedException']);
});

test('not with --strict-tls', async () => {
  expect(await outcomes(overTls, true)).toEqual(['AccessDenied', 'AccessDeniedException']);
  expect(await outcomes(signInOverTls, true)).toEqual(['AccessDenied']);
});

test.each([false, true])('explain says the same (strict: %s)', async (strictTls) => {
  const files = await Files.start(signInOverTls, { strictTls });
  const { token } = await files.cloud.signIn({ provider: 'https://login.example.com', app: 'app', user: 'alice' });
  const { verdict } = await files.cloud.explain({ role: 'arn:aws:iam::123456789012:role/open', token });
  expect(verdict).toBe(strictTls ? 'denied' : 'allowed');
  await files.stop();
});
