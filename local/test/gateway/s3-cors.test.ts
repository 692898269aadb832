import { PutObjectCommand } from '@aws-sdk/client-s3';
import { send } from '../s3/signed-request';
import { BUCKET, Files, userBucketTemplate } from '../s3/user-bucket';

let files: Files;

beforeAll(async () => {
  files = await Files.start(userBucketTemplate((template) => {
    template.Resources.Other.Properties.CorsConfiguration = {
      CorsRules: [
        { AllowedOrigins: ['https://only.example.com'], AllowedMethods: ['GET'], AllowedHeaders: ['x-amz-*', 'authorization'] },
        { AllowedOrigins: ['*'], AllowedMethods: ['HEAD'] },
      ],
    };
    template.Resources.Closed = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'closed-files' } };
  }));
});
afterAll(() => files.stop());

const preflight = async (bucket: string, origin: string, method: string, headers?: string) => files.raw('OPTIONS', `/${bucket}/users/alice/1`, {
  origin, 'access-control-request-method': method, ...headers === undefined ? {} : { 'access-control-request-headers': headers },
});

test('a preflight that a rule allows', async () => {
  const { status, headers } = await preflight(BUCKET, 'https://app.example.com', 'PUT', 'Authorization, X-Amz-Date');
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-allow-methods': 'GET, PUT, HEAD',
    'access-control-allow-headers': 'authorization, x-amz-date',
    'access-control-allow-credentials': 'true',
    'access-control-max-age': '300',
    'vary': expect.stringContaining('Origin'),
  });
  expect((await preflight('other-files', 'https://anybody.example', 'HEAD')).headers).toMatchObject({ 'access-control-allow-origin': '*' });
  expect((await preflight('other-files', 'https://only.example.com', 'GET', 'x-amz-date,authorization')).status).toBe(200);
});

test.each([
  ['another origin', BUCKET, 'https://app.example.org', 'PUT', undefined],
  ['an origin that only ends so', BUCKET, 'https://evil.example/.example.com', 'DELETE', undefined],
  ['an origin without what the star stands for', BUCKET, 'https://example.com', 'GET', undefined],
  ['another method', BUCKET, 'https://app.example.com', 'DELETE', undefined],
  ['a header that no rule allows', 'other-files', 'https://only.example.com', 'GET', 'x-amz-date, content-type'],
  ['rules mixed', 'other-files', 'https://only.example.com', 'HEAD', 'x-amz-date'],
  ['no rules', 'closed-files', 'https://app.example.com', 'GET', undefined],
  ['no bucket', 'no-such-bucket', 'https://app.example.com', 'GET', undefined],
])('a preflight with %s is refused', async (_, bucket, origin, method, headers) => {
  const answer = await preflight(bucket, origin, method, headers);
  expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('<Code>AccessForbidden</Code>') });
  expect(files.cloud.decisions().pop()).toMatchObject({
    id: answer.headers['x-local-decision'],
    effect: 'Refused',
    principal: 'anonymous',
    action: 's3:OPTIONS',
    resource: `arn:aws:s3:::${bucket}/users/alice/1`,
    reason: expect.stringMatching(`^CORSResponse: .* origin ${origin}, access-control-request-method ${method}, .*CORS rules: (none|\\{)`) as string,
  });
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('answers carry what the rule says, refusals too, and nothing for others', async () => {
  const credentials = await files.credentials('alice');
  await files.clientWith(credentials).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'users/alice/1', Body: 'x' }));
  const get = async (path: string, origin: string) => send(files, credentials, { method: 'GET', path, headers: { origin } });
  const allowed = { 'access-control-allow-origin': 'https://app.example.com', 'access-control-expose-headers': 'ETag' };
  expect(await get(`/${BUCKET}/users/alice/1`, 'https://app.example.com')).toMatchObject({ status: 200, headers: allowed });
  expect(await get(`/${BUCKET}/users/bob/1`, 'https://app.example.com')).toMatchObject({ status: 403, headers: allowed });
  expect(Object.keys((await get(`/${BUCKET}/users/alice/1`, 'https://evil.example')).headers)).not.toContain('access-control-allow-origin');
  expect(Object.keys((await get('/closed-files/1', 'https://app.example.com')).headers)).not.toContain('access-control-allow-origin');
});

test('a request that says what its page wants to do is held to that', async () => {
  const get = async (headers: Record<string, string>) => (await files.raw('GET', `/${BUCKET}/users/alice/1`, { origin: 'https://app.example.com', ...headers })).headers;
  const origin = 'access-control-allow-origin';
  expect(await get({ 'access-control-request-method': 'PUT' })).toMatchObject({ [origin]: 'https://app.example.com' });
  expect((await get({ 'access-control-request-method': 'DELETE' }))[origin]).toBeUndefined();
  expect(await get({ 'access-control-request-headers': 'X-A, ,X-B,' })).toMatchObject({ 'access-control-allow-headers': 'x-a, , x-b' });
});

test('what is no preflight', async () => {
  expect(await files.raw('OPTIONS', `/${BUCKET}/1`, { 'access-control-request-method': 'GET' })).toMatchObject({ status: 400 });
  expect(await files.raw('OPTIONS', `/${BUCKET}`, { origin: 'https://app.example.com' })).toMatchObject({
    status: 403, body: expect.stringContaining('<ResourceType>BUCKET</ResourceType>'),
  });
});
