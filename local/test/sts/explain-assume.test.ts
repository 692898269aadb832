import { LocalCloud, type AssumeExplanation } from '../../src';
import { gameScoresTemplate, templateFile, APPS } from '../support/game-scores';

const GOOGLE = APPS.google;
let cloud: LocalCloud;
let roles: { readonly [provider: string]: { readonly roleArn: string } };

beforeAll(async () => {
  cloud = await LocalCloud.start({ assembly: templateFile(gameScoresTemplate()) });
  roles = JSON.parse(cloud.stacks.GameScores.ClientConfig).providers;
});
afterAll(() => cloud.stop());

type Options = Partial<Parameters<LocalCloud['signIn']>[0]>;

const unchanged = (token: string) => token;

async function explained(options: Options, role = 'google', change = unchanged, sessionName?: string): Promise<AssumeExplanation> {
  const { token } = await cloud.signIn({ provider: 'google', app: GOOGLE, user: '4711', ...options });
  const logged = cloud.decisions().length;
  const answer = await cloud.explain({ role: roles[role]?.roleArn ?? role, token: change(token), sessionName });
  expect(JSON.stringify(answer)).not.toContain(token);
  expect(cloud.decisions()).toHaveLength(logged);
  return answer;
}

const conditionsOf = (answer: AssumeExplanation) => answer.trust[0].statements[0].conditions
  .map(({ claim, key, wanted, got, outcome }) => [claim, key, wanted, got, outcome]);

test('allowed: every claim and the condition it met', async () => {
  const answer = await explained({});
  expect(answer).toMatchObject({ verdict: 'allowed', faults: [] });
  expect(conditionsOf(answer)).toEqual([
    ['aud', 'accounts.google.com:aud', [GOOGLE], GOOGLE, 'met'],
    ['aud', 'accounts.google.com:oaud', [GOOGLE], GOOGLE, 'met'],
  ]);
});

test('denied: a token that our client got for another API, told by claim', async () => {
  const answer = await explained({ claims: { azp: GOOGLE, aud: 'another-api' } });
  expect(answer).toMatchObject({ verdict: 'denied', faults: [] });
  expect(conditionsOf(answer)).toEqual([
    ['azp', 'accounts.google.com:aud', [GOOGLE], GOOGLE, 'met'],
    ['aud', 'accounts.google.com:oaud', [GOOGLE], 'another-api', 'unmet'],
  ]);
});

test('access tokens need no ProviderId: the local cloud knows whose they are', async () => {
  const answer = await explained({ provider: 'amazon', app: 'amzn1.application.other', user: 'amzn1.account.A' }, 'amazon');
  expect(answer.verdict).toBe('denied');
  expect(conditionsOf(answer)).toEqual([['app id', 'www.amazon.com:app_id', [APPS.amazon], 'amzn1.application.other', 'unmet']]);
});

test('escapes in wanted patterns are shown as written', async () => {
  const answer = await explained({ provider: 'https://login.example.com', app: 'game-scores', user: 'a*b' }, 'https://login.example.com');
  const [, key, wanted, got] = conditionsOf(answer).find(([,,,, outcome]) => outcome === 'unmet')!;
  expect([key, got]).toEqual(['login.example.com:sub', 'a*b']);
  expect(wanted).toContain('*${*}*');
});

test('denied: a token of another provider', async () => {
  const answer = await explained({ provider: 'https://login.example.com', app: 'game-scores' });
  expect(answer).toMatchObject({ verdict: 'denied', faults: [], trust: [{ statements: [{ principal: 'unmet' }] }] });
});

test('denied: a role that does not exist', async () => {
  const answer = await explained({}, 'arn:aws:iam::123456789012:role/Missing');
  expect(answer).toMatchObject({ verdict: 'denied', trust: [], note: expect.stringMatching(/no role .*Missing/) });
});

describe('a token that does not hold: every fault with its real reason, and what the trust policy would say', () => {
  test.each<[string, Options, (token: string) => string, object[]]>([
    ['expired, and not yet valid', { expiresIn: -1000, claims: { nbf: 9_999_999_999 } }, (token) => token,
      [{ code: 'ExpiredTokenException', reason: expect.stringMatching(/^Token expired/) }]],
    ['signature', {}, (token) => token.replace(/[^.]*$/, 'AAAA'),
      [{ code: 'InvalidIdentityToken', message: expect.stringMatching(/^The web identity token provided/), reason: expect.stringMatching(/signature does not fit/) }]],
    ['a claim is missing, signature too', { claims: { exp: undefined } }, (token) => token.replace(/[^.]*$/, 'AAAA'),
      [{ message: 'Missing a required claim: exp' }, { reason: expect.stringMatching(/signature/) }, { message: 'Invalid timestamp in token claims.' }]],
  ])('%s', async (_, options, change, faults) => {
    const answer = await explained(options, 'google', change);
    expect(answer).toMatchObject({ verdict: 'denied', faults, trust: [{ verdict: 'allowed' }] });
    expect(answer.faults).toHaveLength(faults.length);
  });

  test('the client list of the account’s provider', async () => {
    const answer = await explained({ provider: 'https://login.example.com', app: 'other' }, 'https://login.example.com');
    expect(answer.faults).toMatchObject([{ code: 'InvalidIdentityToken', reason: expect.stringMatching(/^the audience "other" is not in the client list of arn:/) }]);
    expect(answer.trust[0].verdict).toBe('denied');
  });

  test('an issuer that nobody registered', async () => {
    const answer = await explained({ provider: 'https://nobody.example.com' });
    expect(answer).toMatchObject({ verdict: 'denied', faults: [{ message: 'No OpenIDConnect provider found in your account for https://nobody.example.com' }] });
  });

  test('nothing that can be read', async () => {
    const answer = await explained({}, 'google', () => 'not-a-token');
    expect(answer).toMatchObject({ verdict: 'denied', faults: [{ code: 'InvalidIdentityToken', reason: 'the token is not three base64url parts joined by dots' }], trust: [] });
  });

  test('a roles claim that names another role', async () => {
    const answer = await explained({ claims: { 'https://aws.amazon.com/roles': ['arn:aws:iam::123456789012:role/Other'] } });
    expect(answer).toMatchObject({ verdict: 'denied', faults: [{ reason: expect.stringMatching(/^the roles claim does not name/) }] });
  });
});

describe('with another trust policy', () => {
  async function withCondition(condition: object, options: Options = {}, sessionName?: string): Promise<AssumeExplanation> {
    const template = gameScoresTemplate();
    const role = Object.values<any>(template.Resources).find(({ Type, Properties }) => Type === 'AWS::IAM::Role'
      && JSON.stringify(Properties.AssumeRolePolicyDocument).includes('accounts.google.com'))!;
    Object.assign(role.Properties.AssumeRolePolicyDocument.Statement[0].Condition, condition);
    const other = await LocalCloud.start({ assembly: templateFile(template) });
    try {
      const { token } = await other.signIn({ provider: 'google', app: GOOGLE, user: '4711', ...options });
      return await other.explain({ role: roles.google.roleArn, token, sessionName });
    } finally {
      await other.stop();
    }
  }

  test('a session name decides: without one it cannot be told', async () => {
    const condition = { StringLike: { 'sts:RoleSessionName': 'game-*' } };
    expect((await withCondition(condition)).verdict).toBe('unknown');
    expect((await withCondition(condition, {}, 'game-1')).verdict).toBe('allowed');
    expect((await withCondition(condition, {}, 'other')).verdict).toBe('denied');
    expect((await withCondition(condition, { app: 'other' })).verdict).toBe('denied');
  });

  test('a value nobody can compare: it cannot be told', async () => {
    const answer = await withCondition({ NumericEquals: { 'accounts.google.com:sub': '0x1267' } });
    expect(answer).toMatchObject({ verdict: 'unknown', trust: [{ reason: expect.stringMatching(/a value the operator cannot compare/) }] });
  });

  test('a key of another provider: the token has no part in it', async () => {
    const { trust, verdict } = await withCondition({ StringLike: { 'cognito-identity.amazon.com:sub': '*' } });
    expect(verdict).toBe('denied');
    expect(trust[0].statements[0].conditions.at(-1)).toMatchObject({ claim: undefined, got: undefined, outcome: 'unmet' });
  });

  test('tags and source identity are asked about, too', async () => {
    const { verdict, trust } = await withCondition({}, {
      claims: { 'https://aws.amazon.com/tags': { principal_tags: { A: ['b'] } }, 'https://aws.amazon.com/source_identity': 'alice' },
    });
    expect([verdict, ...trust.map(({ action, verdict: one }) => [action, one])]).toEqual([
      'denied', ['sts:AssumeRoleWithWebIdentity', 'allowed'], ['sts:TagSession', 'denied'], ['sts:SetSourceIdentity', 'denied'],
    ]);
  });
});

test('an issuer that does not answer: it cannot be told', async () => {
  const other = await LocalCloud.start({ assembly: templateFile(gameScoresTemplate()), issuers: { 'https://accounts.google.com': 'http://127.0.0.1:9' } });
  const { token } = await cloud.signIn({ provider: 'google', app: GOOGLE, user: '4711' });
  const answer = await other.explain({ role: roles.google.roleArn, token });
  expect(answer).toMatchObject({ verdict: 'unknown', faults: [{ code: 'IDPCommunicationError', reason: expect.stringMatching(/^no keys from http:\/\/127\.0\.0\.1:9\//) }] });
  await expect(other.signIn({ provider: 'google', app: GOOGLE, user: '4711' })).rejects.toThrow(/real issuer here/);
  await other.stop();
});
