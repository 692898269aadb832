import { createHash } from 'node:crypto';
import { localSts, MANAGED_POLICY_ARN } from './local-sts';

const ALLOW = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' } };
const document = (changes: object = {}) => JSON.stringify({ ...ALLOW, Statement: { ...ALLOW.Statement, ...changes } });

async function sessionOf(parameters: Record<string, string>, claims?: Record<string, unknown>) {
  const { signIn, sessions } = localSts();
  const answer = await signIn({ claims }, parameters);
  return { answer, session: sessions.find(answer.Credentials.AccessKeyId)! };
}

/** The size was in every recorded success of AssumeRoleWithWebIdentity, 24 to 34 without policies and tags (2026-09). */
test('none passed: nothing narrows the session down', async () => {
  const { answer, session } = await sessionOf({});
  expect(session.policies).toBeUndefined();
  expect(answer.PackedPolicySize).toBeGreaterThanOrEqual(10);
  expect(answer.PackedPolicySize).toBeLessThanOrEqual(34);
});

/** About 498 per cent on AWS, as reported by a user. */
test('fails: nine tags of 250 characters', async () => {
  const principal_tags = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`tag${i}`, ['v'.repeat(250)]]));
  const call = sessionOf({}, { 'https://aws.amazon.com/tags': { principal_tags } });
  await expect(call).rejects.toMatchObject({ code: 'PackedPolicyTooLarge', status: 400 });
  const [, percent] = /consumes (\d+)%/.exec(await call.catch(({ message }) => message as string) as string)!;
  expect(Math.abs(Number(percent) - 498)).toBeLessThanOrEqual(25);
});

test.each<[string, Record<string, string>, number]>([
  ['inline', { Policy: document() }, 1],
  ['managed', { 'PolicyArns.member.1.arn': MANAGED_POLICY_ARN }, 1],
  ['both', { 'Policy': document(), 'PolicyArns.member.1.arn': MANAGED_POLICY_ARN }, 2],
])('%s policies stay with the session', async (_, parameters, count) => {
  const { answer, session } = await sessionOf(parameters);
  expect(session.policies).toHaveLength(count);
  expect(answer.PackedPolicySize).toBeGreaterThan(0);
  expect(answer.PackedPolicySize).toBeLessThanOrEqual(100);
});

/** The example of the API reference of GetFederationToken, whose answer says 6 per cent. */
test('what a policy adds to the packed size comes near AWS’s example', async () => {
  const { answer: without } = await sessionOf({});
  const { answer } = await sessionOf({
    Policy: '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}',
  });
  expect(Math.abs(answer.PackedPolicySize! - without.PackedPolicySize! - 6)).toBeLessThanOrEqual(2);
});

/** Texts of STS as users report them in issues. */
test.each<[string, Record<string, string>, string]>([
  ['no JSON', { Policy: '{' }, 'This policy contains invalid Json'],
  ['no object', { Policy: '[]' }, 'Syntax errors in policy.'],
  ['no statement', { Policy: '{}' }, 'Syntax errors in policy.'],
  ['no action', { Policy: document({ Action: undefined }) }, 'Syntax errors in policy.'],
  ['unknown element', { Policy: document({ Conditions: {} }) }, 'Syntax errors in policy.'],
  ['unknown operator', { Policy: document({ Condition: { StringIs: { 'a:b': 'c' } } }) }, 'Syntax errors in policy.'],
  ['unreadable wanted value', { Policy: document({ Condition: { BinaryEquals: { 'a:b': 'no-binary' } } }) }, 'Syntax errors in policy.'],
  ['Principal', { Policy: document({ Principal: '*' }) }, 'Policy document should not specify a principal.'],
])('fails: %s', async (_, parameters, message) => {
  await expect(sessionOf(parameters)).rejects.toMatchObject({ code: 'MalformedPolicyDocument', status: 400, message });
});

test('fails: a managed policy that is not of these stacks', async () => {
  const arn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const message = `The local cloud does not know the managed policy ${arn}: it takes the ARNs of policies that these stacks define`;
  await expect(sessionOf({ 'PolicyArns.member.1.arn': arn })).rejects.toMatchObject({ code: 'ValidationError', message });
});

test('fails: inline and managed together above 2,048 characters', async () => {
  const padded = (length: number) => document({ Sid: 'a'.repeat(length - document({ Sid: '' }).length) });
  const arn = { 'PolicyArns.member.1.arn': MANAGED_POLICY_ARN };
  await expect(sessionOf({ Policy: padded(2048) })).resolves.toBeDefined();
  await expect(sessionOf({ Policy: padded(2048 - MANAGED_POLICY_ARN.length), ...arn })).resolves.toBeDefined();
  await expect(sessionOf({ Policy: padded(2049 - MANAGED_POLICY_ARN.length), ...arn })).rejects.toMatchObject({ code: 'PackedPolicyTooLarge', status: 400 });
});

test('fails: tags that pack to more than AWS takes', async () => {
  const random = (i: number) => createHash('sha512').update(`${i}`).digest('hex');
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, [random(i)]]));
  await expect(sessionOf({}, { 'https://aws.amazon.com/tags': { principal_tags: tags } })).rejects.toMatchObject({ code: 'PackedPolicyTooLarge' });
});

test('the session token is as long as asked for', async () => {
  const { answer } = await sessionOf({ MinimumSessionTokenSize: '4095' });
  expect(answer.Credentials.SessionToken.length).toBeGreaterThanOrEqual(4095);
});
