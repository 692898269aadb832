import { PutObjectCommand } from '@aws-sdk/client-s3';
import { LocalCloud } from '../../src';
import { codeOf } from '../s3/signed-request';
import { BUCKET, Files, stackFile, userBucketTemplate } from '../s3/user-bucket';

const ARN = `arn:aws:s3:::${BUCKET}`;
const OPEN = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const EVERYONE = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${ARN}/public/*` };

/** A bucket whose policy has further statements, and its public access block. */
const template = (statements: readonly object[], block: object) => userBucketTemplate(({ Resources }) => {
  Resources.Files.Properties.PublicAccessBlockConfiguration = block;
  Resources.FilesPolicy.Properties.PolicyDocument.Statement.push(...statements);
});

async function start(statements: readonly object[], block: object = OPEN): Promise<Files> {
  const files = await Files.start(template(statements, block));
  const administrator = files.administrator();
  for (const Key of ['public/1', 'private/1']) await administrator.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'text' }));
  administrator.destroy();
  return files;
}

const refused = (statements: readonly object[], block: object) => LocalCloud.start({ assembly: stackFile(template(statements, block)) }).then(
  (cloud) => cloud.stop().then(() => 'deployed'), (error: Error) => error.message,
);

describe('whoever does not sign, where the policy is public and nothing blocks it', () => {
  let files: Files;

  beforeAll(async () => {
    files = await start([
      EVERYONE,
      { ...EVERYONE, Resource: `${ARN}/signed/*`, Condition: { Null: { 's3:authType': 'false' } } },
      { ...EVERYONE, Resource: `${ARN}/other/*`, Principal: { AWS: '123456789012' } },
    ]);
    const administrator = files.administrator();
    for (const Key of ['signed/1', 'other/1']) await administrator.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'text' }));
    administrator.destroy();
  });
  afterAll(() => files.stop());

  test('reads what the policy names, and is in the decision log', async () => {
    const answer = await files.raw('GET', `/${BUCKET}/public/1`);
    expect(answer).toMatchObject({ status: 200, body: 'text' });
    expect(files.cloud.decisions().find(({ id }) => id === answer.headers['x-local-decision'])).toMatchObject({
      principal: 'anonymous', action: 's3:GetObject', effect: 'Allowed', context: { 'aws:principaltype': 'Anonymous', 'aws:userid': 'anonymous' },
    });
  });

  test.each([
    ['another object', 'GET', 'private/1'],
    ['an object for signed requests', 'GET', 'signed/1'],
    ['an object for the account', 'GET', 'other/1'],
    ['a public object, to change it', 'PUT', 'public/1'],
    ['a public object, to delete it', 'DELETE', 'public/1'],
    ['tags', 'GET', 'public/1?tagging'],
    ['the list', 'GET', '?list-type=2'],
    ['a missing object', 'GET', 'public/2'],
  ])('does not get %s', async (_, method, path) => {
    const answer = await files.raw(method, path.startsWith('?') ? `/${BUCKET}${path}` : `/${BUCKET}/${path}`);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessDenied']);
    expect(answer.body).toContain('<Message>Access Denied</Message>');
  });

  test('is nobody with half a signature', async () => {
    for (const query of ['X-Amz-Signature=0', 'X-Amz-Credential=a/20260101/us-east-1/s3/aws4_request', 'X-Amz-Algorithm=AWS4-HMAC-SHA256']) {
      expect(codeOf(await files.raw('GET', `/${BUCKET}/public/1?${query}`))).toBe('AuthorizationQueryParametersError');
    }
    expect((await files.raw('GET', `/${BUCKET}/public/1`, { authorization: 'Bearer x' })).status).toBe(400);
  });
});

test('RestrictPublicBuckets keeps a public policy from all but the account', async () => {
  const files = await start([EVERYONE], { ...OPEN, RestrictPublicBuckets: true });
  expect((await files.raw('GET', `/${BUCKET}/public/1`)).status).toBe(403);
  await files.stop();
});

test('a policy for some addresses is not public', async () => {
  const Condition = (address: string) => ({ IpAddress: { 'aws:SourceIp': address } });
  const files = await start([
    { ...EVERYONE, Condition: Condition('127.0.0.0/8') }, { ...EVERYONE, Resource: `${ARN}/private/*`, Condition: Condition('192.0.2.0/24') },
  ], { ...OPEN, BlockPublicPolicy: true, RestrictPublicBuckets: true });
  expect((await files.raw('GET', `/${BUCKET}/public/1`)).status).toBe(200);
  expect((await files.raw('GET', `/${BUCKET}/private/1`)).status).toBe(403);
  await files.stop();
});

describe('fails at deployment', () => {
  test.each([
    ['a public policy where the block is on', EVERYONE, { ...OPEN, BlockPublicPolicy: true }, /FilesPolicy.PolicyDocument: got "a public policy".*BlockPublicPolicy/],
    ['Allow with NotPrincipal', { Effect: 'Allow', NotPrincipal: { AWS: '123456789012' }, Action: 's3:GetObject', Resource: `${ARN}/*` }, OPEN, /Allow with NotPrincipal/],
  ])('%s', async (_, statement, block, message) => {
    expect(await refused([statement], block)).toMatch(message);
  });

  test('but not without it', async () => {
    expect(await refused([EVERYONE], OPEN)).toBe('deployed');
  });
});
