import { Readable } from 'node:stream';
import { LocalCloud } from '../../src';
import { decisions } from '../../src/commands/decisions';
import { explain } from '../../src/commands/explain';
import { readToken } from '../../src/commands/read-token';
import { gameScoresTemplate, templateFile } from '../support/game-scores';

const GOOGLE = '123456-game-scores.apps.googleusercontent.com';
let cloud: LocalCloud;
let role: string;
let printed: jest.SpyInstance;

beforeAll(async () => {
  cloud = await LocalCloud.start({ assembly: templateFile(gameScoresTemplate()) });
  role = JSON.parse(cloud.stacks.GameScores.ClientConfig).providers.google.roleArn;
});
afterAll(() => cloud.stop());
beforeEach(() => { printed = jest.spyOn(console, 'log').mockImplementation(); });
afterEach(() => {
  printed.mockRestore();
  process.exitCode = 0;
});

const lines = () => printed.mock.calls.flatMap(([text]) => String(text).split('\n'));
const mint = async (claims?: Record<string, unknown>, app = GOOGLE) => (await cloud.signIn({ provider: 'google', app, user: '4711', claims })).token;

async function explained(options: Partial<Parameters<typeof explain>[0]>): Promise<{ exit: typeof process.exitCode; output: string[] }> {
  const token = options.token ?? await mint();
  await explain({ endpoint: cloud.endpoint, secret: cloud.secret, role, token, ...options });
  expect(lines().join('\n')).not.toContain(token);
  return { exit: process.exitCode, output: lines() };
}

test('allowed: exit 0, claim by claim', async () => {
  expect(await explained({})).toEqual({
    exit: 0,
    output: [
      'allowed: this token may assume the role',
      'the token holds',
      'sts:AssumeRoleWithWebIdentity: allowed: trust policy statement 1 allows sts:AssumeRoleWithWebIdentity',
      '  statement 1, Allow',
      '    met Principal',
      `    met aud -> accounts.google.com:aud: StringEquals wants one of ["${GOOGLE}"], got "${GOOGLE}"`,
      `    met aud -> accounts.google.com:oaud: StringEquals wants one of ["${GOOGLE}"], got "${GOOGLE}"`,
    ],
  });
});

test('denied: exit 1, with what failed', async () => {
  const { exit, output } = await explained({ token: await mint({ azp: GOOGLE, aud: 'another\u001b[2Japi' }) });
  expect(exit).toBe(1);
  expect(output).toContain(`    met azp -> accounts.google.com:aud: StringEquals wants one of ["${GOOGLE}"], got "${GOOGLE}"`);
  expect(output).toContain(`    unmet aud -> accounts.google.com:oaud: StringEquals wants one of ["${GOOGLE}"], got "another\\u001b[2Japi"`);
});

test('a token that does not hold: exit 1, with AWS’s words and the real reason', async () => {
  const { exit, output } = await explained({ token: (await mint()).replace(/[^.]*$/, 'AAAA') });
  expect(exit).toBe(1);
  expect(output.slice(1, 5)).toEqual([
    'the token does not hold:',
    '  InvalidIdentityToken: The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
    '    because the token\'s signature does not fit the issuer\'s key',
    'if it held, the trust policy would say:',
  ]);
});

test('JSON on demand', async () => {
  const { output } = await explained({ json: true });
  expect(JSON.parse(output.join(''))).toMatchObject({ verdict: 'allowed', faults: [] });
});

test('fails: without the secret, from a web page, with a body that asks nothing', async () => {
  const ask = (headers: Record<string, string>, body = JSON.stringify({ role, token: 'a.b.c' })) =>
    fetch(`${cloud.endpoint}/_local/explain`, { method: 'POST', headers, body }).then(({ status }) => status);
  expect(await ask({})).toBe(403);
  expect(await ask({ 'x-local-secret': 'wrong' })).toBe(403);
  expect(await ask({ 'x-local-secret': cloud.secret, 'origin': 'https://evil.example.com' })).toBe(403);
  expect(await ask({ 'x-local-secret': cloud.secret })).toBe(200);
  for (const body of ['', '[]', '{}', JSON.stringify({ role }), JSON.stringify({ role, token: 1 }), JSON.stringify({ role, token: 'a', else: 1 })]) {
    expect(await ask({ 'x-local-secret': cloud.secret }, body)).toBe(400);
  }
});

test('a token from a pipe', async () => {
  await expect(readToken(Readable.from([Buffer.from('a.b'), Buffer.from('.c\r\n')]))).resolves.toBe('a.b.c');
  await expect(readToken(Readable.from(['\n']))).rejects.toThrow('stdin is empty');
  await expect(readToken(Readable.from(['x'.repeat(1_000_001)]))).rejects.toThrow('more than 1000000 bytes');
});

describe('decisions', () => {
  test('one line each, or one JSON object each, without tokens and control characters', async () => {
    const token = await mint(undefined, 'other\u001b[2J');
    const form = new URLSearchParams({ Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role, RoleSessionName: 'game', WebIdentityToken: token });
    await fetch(cloud.endpoint, { method: 'POST', body: form });
    await decisions({ endpoint: cloud.endpoint, secret: cloud.secret });
    expect(lines().at(-1)).toMatch(/^\d{4}-.*Z ImplicitlyDenied accounts\.google\.com \(user 4711\) sts:AssumeRoleWithWebIdentity arn:.*: no trust policy statement allows .* \[[0-9a-f-]{36}\]$/);
    expect(lines().join('')).not.toMatch(/\p{Cc}/u);
    expect(lines().join('')).not.toContain(token);

    printed.mockClear();
    await decisions({ endpoint: cloud.endpoint, secret: cloud.secret, json: true });
    expect(JSON.parse(lines().at(-1)!)).toMatchObject({ effect: 'ImplicitlyDenied', action: 'sts:AssumeRoleWithWebIdentity', resource: role });
  });

  test('fails: without the secret', async () => {
    await expect(decisions({ endpoint: cloud.endpoint, secret: 'wrong' })).rejects.toThrow(/secret/);
  });
});
