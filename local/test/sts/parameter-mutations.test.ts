import { resolve } from 'node:path';
import { MANAGED_POLICY_ARN, ROLE } from './local-sts';
import { NO_INTEGERS, TAKEN, VIOLATIONS } from './parameter-cases';
import { FILLED_KEYS, UNFILLED_KEYS } from './trust-key-cases';
import * as parameters from '../../src/sts/web-identity-parameters';
import { unnoticed } from '../iam/mutants/unnoticed';

/* All that the general mutators make of how STS reads a request, and of which keys a trust policy may ask for. */

const SOURCES = resolve(__dirname, '../../src');
const ENTRY = 'sts/web-identity-parameters.ts';

type Raw = Readonly<Record<string, string | undefined>>;

function read(module: typeof parameters, raw: Raw): unknown {
  const PolicyArns = Object.entries(raw).filter(([name]) => name.startsWith('PolicyArns.')).map(([, arn]) => ({ arn }));
  const given = { RoleArn: ROLE.arn, RoleSessionName: 'session', WebIdentityToken: 'token', ...raw, PolicyArns };
  try {
    return module.readAssumeRoleWithWebIdentity(given);
  } catch (error) {
    const { code, message, status } = error as { readonly code: string; readonly message: string; readonly status: number };
    return code === 'MalformedInput' ? { code, status } : { code, message, status };
  }
}

const READ: readonly [raw: Raw, expected: object][] = [
  ...VIOLATIONS.map(([, raw, message]): [Raw, object] => [raw, { code: 'ValidationError', message, status: 400 }]),
  ...NO_INTEGERS.map((DurationSeconds): [Raw, object] => [{ DurationSeconds }, { code: 'MalformedInput', status: 400 }]),
  ...[...TAKEN, ...MORE_TAKEN()].map(([, raw]): [Raw, object] => [raw, {
    roleArn: ROLE.arn,
    roleSessionName: raw.RoleSessionName ?? 'session',
    webIdentityToken: raw.WebIdentityToken ?? 'token',
    providerId: raw.ProviderId,
    policy: raw.Policy,
    policyArns: Object.entries(raw).filter(([name]) => name.startsWith('PolicyArns.')).map(([, arn]) => arn),
    durationSeconds: Number(raw.DurationSeconds ?? 3600),
    minimumTokenSize: raw.MinimumSessionTokenSize === undefined ? undefined : Number(raw.MinimumSessionTokenSize),
  }]),
];

/** At the limits of the service model. */
function MORE_TAKEN(): readonly [string, Record<string, string>][] {
  return [
    ['nothing that may be left out', {}],
    ['longest duration', { DurationSeconds: '43200' }],
    ['a sign', { DurationSeconds: '+0900' }],
    ['shortest provider', { ProviderId: 'abcd' }],
    ['longest provider', { ProviderId: 'a'.repeat(2048) }],
    ['shortest token', { WebIdentityToken: 'abcd' }],
    ['longest token', { WebIdentityToken: 'a'.repeat(20_000) }],
    ['shortest policy', { Policy: '{' }],
    ['longest policy, every kind of character', { Policy: '\t\n\r \u00ff'.repeat(409) + 'abc' }],
    ['ten policies', Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`PolicyArns.member.${i + 1}.arn`, MANAGED_POLICY_ARN]))],
    ['the longest ARN of a policy', { 'PolicyArns.member.1.arn': 'a'.repeat(2048) }],
    ['the shortest ARN of a policy', { 'PolicyArns.member.1.arn': 'a'.repeat(20) }],
  ];
}

const reads = (module: typeof parameters) => READ.every(([raw, expected]) => {
  try {
    expect(read(module, raw)).toEqual(expected);
    return true;
  } catch {
    return false;
  }
});

test('every case holds of the rules as they are', () => {
  for (const [raw, expected] of READ) expect([raw, read(parameters, raw)]).toEqual([raw, expected]);
});

test.each<[file: string, equivalents: readonly string[]]>([
  ['constraints.ts', []],
  ['role-parameters.ts', []],
  ['web-identity-parameters.ts', []],
])('a case notices every change of %s', async (file, equivalents) => {
  const { left, of } = await unnoticed(SOURCES, ENTRY, `sts/${file}`, reads);
  expect(of).toBeGreaterThan(10);
  expect(left).toEqual(equivalents);
}, 120_000);

test('a key notices every change of which keys a trust policy may ask for', async () => {
  const { left, of } = await unnoticed(SOURCES, 'sts/trust-keys.ts', 'sts/trust-keys.ts', ({ isTrustKey }) => (
    FILLED_KEYS.every((key) => isTrustKey(key) === true) && UNFILLED_KEYS.every((key) => isTrustKey(key) === false)));
  expect(of).toBeGreaterThan(50);
  expect(left).toEqual([]);
}, 120_000);
