import { localSts, MANAGED_POLICY_ARN, NOW } from './local-sts';
import { NO_INTEGERS, TAKEN, VIOLATIONS } from './parameter-cases';

/** What no operation has. */
const UNKNOWN: readonly [string, Record<string, string | undefined>, string][] = [
  ['PolicyArns with a gap', { 'PolicyArns.member.2.arn': MANAGED_POLICY_ARN }, 'PolicyArns.member must be numbered from 1, without a gap'],
  ['PolicyArns with another field', { 'PolicyArns.member.1.name': 'x' }, 'The local cloud does not support the parameter "PolicyArns.member.1.name"'],
  ['unknown parameter', { Else: '1' }, 'The local cloud does not support the parameter "Else"'],
  ['parameter in another case', { rolearn: 'x' }, 'The local cloud does not support the parameter "rolearn"'],
];

test.each([...VIOLATIONS, ...UNKNOWN])('fails: %s', async (_, parameters, message) => {
  const { call, asked } = localSts();
  await expect(call(parameters)).rejects.toMatchObject({ code: 'ValidationError', status: 400, message });
  expect(asked).not.toHaveBeenCalled();
});

test.each(NO_INTEGERS)('fails: DurationSeconds %j is no integer', async (DurationSeconds) => {
  await expect(localSts().call({ DurationSeconds })).rejects.toMatchObject({ code: 'MalformedInput', status: 400 });
});

test.each(['900', '0900', '+900', '+0000900'])('DurationSeconds %j', async (DurationSeconds) => {
  const { Credentials } = await localSts().signIn({}, { DurationSeconds });
  expect(Credentials.Expiration).toEqual(new Date((NOW + 900) * 1000));
});

test.each(TAKEN)('%s', async (_, parameters) => {
  await expect(localSts().signIn({}, parameters)).resolves.toBeDefined();
});

test('fails: longer than the role allows, told only to those it trusts', async () => {
  const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
  await expect(localSts().signIn({}, { DurationSeconds: '7201' })).rejects.toMatchObject({ code: 'ValidationError', status: 400, message });
  await expect(localSts(() => false).signIn({}, { DurationSeconds: '7201' })).rejects.toMatchObject({ code: 'AccessDenied' });
});
