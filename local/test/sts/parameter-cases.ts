import { MANAGED_POLICY_ARN } from './local-sts';

const one = (text: string) => `1 validation error detected: ${text}`;
const failed = (value: string, name: string, constraint: string) => one(`Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`);
const notNull = 'Member must not be null';
const atLeast = (length: number) => `Member must have length greater than or equal to ${length}`;
const atMost = (length: number) => `Member must have length less than or equal to ${length}`;
const pattern = 'Member must satisfy regular expression pattern: [\\w+=,.@-]*';

/** Source: service model of STS (lengths, patterns, ranges); form of the messages as seen in issues against real STS. */
export const VIOLATIONS: readonly [string, Record<string, string | undefined>, string][] = [
  ['no RoleArn', { RoleArn: undefined }, failed('null', 'roleArn', notNull)],
  ['short RoleArn', { RoleArn: 'arn:aws:iam::1:role' }, failed("'arn:aws:iam::1:role'", 'roleArn', atLeast(20))],
  ['empty RoleArn', { RoleArn: '' }, failed("''", 'roleArn', atLeast(20))],
  ['long RoleArn', { RoleArn: 'a'.repeat(2049) }, failed(`'${'a'.repeat(2049)}'`, 'roleArn', atMost(2048))],
  ['no RoleSessionName', { RoleSessionName: undefined }, failed('null', 'roleSessionName', notNull)],
  ['empty RoleSessionName', { RoleSessionName: '' }, failed("''", 'roleSessionName', atLeast(2))],
  ['short RoleSessionName', { RoleSessionName: 'a' }, failed("'a'", 'roleSessionName', atLeast(2))],
  ['long RoleSessionName', { RoleSessionName: 'a'.repeat(65) }, failed(`'${'a'.repeat(65)}'`, 'roleSessionName', atMost(64))],
  ['RoleSessionName with a blank', { RoleSessionName: 'a b' }, failed("'a b'", 'roleSessionName', pattern)],
  ['RoleSessionName with a slash', { RoleSessionName: 'a/b' }, failed("'a/b'", 'roleSessionName', pattern)],
  ['RoleSessionName with a newline', { RoleSessionName: 'ab\n' }, failed("'ab\n'", 'roleSessionName', pattern)],
  ['RoleSessionName beyond ASCII', { RoleSessionName: 'jürgen' }, failed("'jürgen'", 'roleSessionName', pattern)],
  ['no WebIdentityToken', { WebIdentityToken: undefined }, failed('null', 'webIdentityToken', notNull)],
  ['short WebIdentityToken', { WebIdentityToken: 'abc' }, one(`Value at 'webIdentityToken' failed to satisfy constraint: ${atLeast(4)}`)],
  ['long WebIdentityToken', { WebIdentityToken: 'a'.repeat(20_001) }, one(`Value at 'webIdentityToken' failed to satisfy constraint: ${atMost(20_000)}`)],
  ['short ProviderId', { ProviderId: 'abc' }, failed("'abc'", 'providerId', atLeast(4))],
  ['long ProviderId', { ProviderId: 'a'.repeat(2049) }, failed(`'${'a'.repeat(2049)}'`, 'providerId', atMost(2048))],
  ['DurationSeconds 899', { DurationSeconds: '899' }, failed("'899'", 'durationSeconds', 'Member must have value greater than or equal to 900')],
  ['DurationSeconds -1', { DurationSeconds: '-1' }, failed("'-1'", 'durationSeconds', 'Member must have value greater than or equal to 900')],
  ['DurationSeconds 43201', { DurationSeconds: '43201' }, failed("'43201'", 'durationSeconds', 'Member must have value less than or equal to 43200')],
  ['the largest integer', { DurationSeconds: '2147483647' }, failed("'2147483647'", 'durationSeconds', 'Member must have value less than or equal to 43200')],
  ['DurationSeconds 0', { DurationSeconds: '0' }, failed("'0'", 'durationSeconds', 'Member must have value greater than or equal to 900')],
  ['two at once', { RoleSessionName: '/', DurationSeconds: '1' },
    "3 validation errors detected: Value '/' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; "
    + `Value '/' at 'roleSessionName' failed to satisfy constraint: ${pattern}; `
    + "Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"],
  ['RoleArn no ARN', { RoleArn: 'Players-role-but-no-arn' }, 'Request ARN is invalid'],
  ['RoleArn of a user', { RoleArn: 'arn:aws:iam::111122223333:user/alice' }, 'Request ARN is invalid'],
  ['RoleArn of another service', { RoleArn: 'arn:aws:sts::111122223333:role/alice' }, 'Request ARN is invalid'],
  ['long Policy', { Policy: 'a'.repeat(2049) }, failed(`'${'a'.repeat(2049)}'`, 'policy', atMost(2048))],
  ['Policy beyond Latin-1', { Policy: '"\u0100"' }, failed("'\"\u0100\"'", 'policy',
    'Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+')],
  ['short ARN in PolicyArns', { 'PolicyArns.member.1.arn': 'x' }, failed("'x'", 'policyArns.1.member.arn', atLeast(20))],
  ['eleven PolicyArns', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`PolicyArns.member.${i + 1}.arn`, MANAGED_POLICY_ARN])),
    'PolicyArns holds 11 ARNs: a session takes at most 10 managed policies'],
  ['MinimumSessionTokenSize -1', { MinimumSessionTokenSize: '-1' }, failed("'-1'", 'minimumSessionTokenSize', 'Member must have value greater than or equal to 0')],
  ['MinimumSessionTokenSize 4097', { MinimumSessionTokenSize: '4097' },
    failed("'4097'", 'minimumSessionTokenSize', 'Member must have value less than or equal to 4096')],
];

/** Recorded of real STS (radkawar/stackd, testdata/aws/sts/query_inputs.json), and their siblings. */
export const NO_INTEGERS = [' 900', '900 ', '\t900\n', '900.0', '9e2', '0x384', '', '+', 'long', '2147483648', '-2147483648', '٩٠٠'];

export const TAKEN: readonly [string, Record<string, string>][] = [
  ['no minimum token size', { MinimumSessionTokenSize: '0' }],
  ['largest minimum token size', { MinimumSessionTokenSize: '4096' }],
  ['shortest session name', { RoleSessionName: 'ab' }],
  ['longest session name', { RoleSessionName: 'a'.repeat(64) }],
  ['every kind of character', { RoleSessionName: 'aZ09_+=,.@-' }],
  ['shortest duration', { DurationSeconds: '900' }],
  ['the role’s maximum', { DurationSeconds: '7200' }],
];
