import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { BUCKET as Bucket, Files, outcome, userBucketTemplate } from '../s3/user-bucket';

const ARN = `arn:aws:s3:::${Bucket}`;
const ROLE = 'arn:aws:iam::123456789012:role/reader';
const Key = 'users/alice/1';

/** Runs with the bucket's policy changed; `reader` may read its own folder, `open` everything. */
async function withPolicy<T>(change: (statements: object[]) => void, act: (files: Files) => Promise<T>): Promise<T> {
  const files = await Files.start(userBucketTemplate((template) => change(template.Resources.FilesPolicy.Properties.PolicyDocument.Statement)));
  try {
    return await act(files);
  } finally {
    await files.stop();
  }
}

const put = async (files: Files, user: string, role?: string) => outcome((await files.client(user, role)).send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));

test('a Deny of the bucket wins over all that identity policies allow', async () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${ARN}/users/*` };
  expect(await withPolicy((statements) => statements.push(deny), (files) => put(files, 'alice'))).toBe('AccessDenied');
  expect(await withPolicy((statements) => statements.push(deny), (files) => put(files, 'x', 'open'))).toBe('AccessDenied');
  expect(await withPolicy(() => {}, (files) => put(files, 'alice'))).toBe('allowed');
});

test('an Allow of the bucket needs no other within the account', async () => {
  const allow = { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 's3:PutObject', Resource: `${ARN}/users/alice/*` };
  expect(await withPolicy((statements) => statements.push(allow), (files) => put(files, 'alice', 'reader'))).toBe('allowed');
  expect(await withPolicy(() => {}, (files) => put(files, 'alice', 'reader'))).toBe('AccessDenied');
});

test('of another bucket it says nothing', async () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
  const other = await withPolicy((statements) => statements.push(deny), async (files) => (
    outcome((await files.client('x', 'open')).send(new PutObjectCommand({ Bucket: 'other-files', Key, Body: 'x' })))));
  expect(other).toBe('allowed');
});

test('aws:SecureTransport is true over loopback', async () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, `${ARN}/*`], Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
  expect(await withPolicy((statements) => statements.push(deny), (files) => put(files, 'alice'))).toBe('AccessDenied');
});

test.each([
  ['s3:authType', { StringNotEquals: { 's3:authType': 'REST-HEADER' } }],
  ['s3:signatureAge', { NumericGreaterThan: { 's3:signatureAge': '600000' } }],
  ['s3:x-amz-content-sha256', { StringEquals: { 's3:x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }],
])('%s tells old or unsigned URLs from requests with a header', async (_, Condition) => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `${ARN}/*`, Condition };
  await withPolicy((statements) => statements.push(deny), async (files) => {
    const alice = await files.client('alice');
    await alice.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const command = new GetObjectCommand({ Bucket, Key });
    expect(await outcome(alice.send(command))).toBe('allowed');
    const url = await getSignedUrl(alice as any, command as any, { expiresIn: 3600, signingDate: new Date(Date.now() - 601_000) });
    expect((await fetch(url)).status).toBe(403);
  });
});

test('s3:signatureversion and s3:TlsVersion', async () => {
  const deny = (Condition: object) => (statements: object[]) => { statements.push({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${ARN}/*`, Condition }); };
  expect(await withPolicy(deny({ StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }), (files) => put(files, 'alice'))).toBe('allowed');
  expect(await withPolicy(deny({ NumericLessThan: { 's3:TlsVersion': '1.2' } }), (files) => put(files, 'alice'))).toBe('allowed');
  expect(await withPolicy(deny({ Null: { 's3:TlsVersion': 'true' } }), (files) => put(files, 'alice'))).toBe('AccessDenied');
});

test.each(['aws:ResourceAccount', 's3:ResourceAccount'])('%s holds a role to the account\'s own buckets', async (key) => {
  for (const [account, expected] of [['999999999999', 'AccessDenied'], ['123456789012', 'allowed']]) {
    const files = await Files.start(userBucketTemplate((template) => {
      template.Resources.FilesRole.Properties.Policies[0].PolicyDocument.Statement[0].Condition.StringEquals[key] = account;
    }));
    expect(await put(files, 'alice')).toBe(expected);
    await files.stop();
  }
});

test('that a key is missing is told only to who may list it', async () => {
  const listAll = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:role/files' }, Action: 's3:ListBucket', Resource: ARN };
  const missing = (key: string) => async (files: Files) => {
    const alice = await files.client('alice');
    const status = await alice.send(new HeadObjectCommand({ Bucket, Key: key })).catch((error) => error.$metadata.httpStatusCode);
    return [await outcome(alice.send(new GetObjectCommand({ Bucket, Key: key }))), status];
  };
  const [told, refused] = [['NoSuchKey', 404], ['AccessDenied', 403]];
  // Conditions on the prefix: those of the template name the user's own folder and a shared one.
  expect(await withPolicy(() => {}, missing('users/alice/missing'))).toEqual(told);
  expect(await withPolicy(() => {}, missing('shared/missing'))).toEqual(told);
  const read = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:role/files' }, Action: 's3:GetObject', Resource: `${ARN}/*` };
  expect(await withPolicy((statements) => statements.push(read), missing('users/bob/missing'))).toEqual(refused);
  expect(await withPolicy((statements) => statements.push(read), missing('users/alice'))).toEqual(refused);
  expect(await withPolicy((statements) => statements.push(read, listAll), missing('users/bob/missing'))).toEqual(told);
});

test('the decision log tells action, resource, keys and reason; the answer tells the decision', async () => {
  await withPolicy(() => {}, async (files) => {
    const alice = await files.client('alice');
    await outcome(alice.send(new ListObjectsV2Command({ Bucket, Prefix: 'users/bob/', Delimiter: '/', MaxKeys: 5 })));
    const decision = files.cloud.decisions().at(-1)!;
    expect(decision).toMatchObject({
      action: 's3:ListBucket',
      resource: ARN,
      effect: 'ImplicitlyDenied',
      context: { 's3:prefix': 'users/bob/', 's3:delimiter': '/', 's3:max-keys': '5', 'aws:securetransport': 'true', 'aws:resourceaccount': '123456789012', 's3:authtype': 'REST-HEADER' },
      reason: expect.stringContaining('s3:prefix'),
    });
  });
});
