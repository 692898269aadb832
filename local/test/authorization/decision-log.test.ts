import { DecisionLog } from '../../src/authorization/decision-log';
import { decisions } from '../../src/commands/decisions';
import { ASSUME, dynamodb, element, form, LOGIN, LOGIN_ROLE_ARN, player, send, startCloud } from '../gateway/support';

const request = (context: Record<string, string | string[]> = {}, resource = '*') => ({ action: 'sts:X', resource, context: new Map(Object.entries(context)) });

test('keeps the latest 1,000 decisions', () => {
  const log = new DecisionLog(() => 0);
  for (let i = 0; i < 5_500; i++) log.add('anonymous', request({}, `r${i}`), 'Allowed', () => 'because');
  expect(log.list()).toHaveLength(1000);
  expect(log.list()[999].resource).toBe('r5499');
  expect(log.list()[0].resource).toBe('r4500');
});

test('keeps fewer where they are large', () => {
  const log = new DecisionLog(() => 0);
  const large = 'x'.repeat(1024 * 1024);
  for (let i = 0; i < 100; i++) log.add('anonymous', request({ key: large, list: [large] }, `r${i}`), 'Allowed', () => 'because');
  expect(log.list().length).toBeLessThanOrEqual(16);
  expect(log.list().pop()!.resource).toBe('r99');
});

test('names the user and the keys of what is allowed, too', () => {
  const log = new DecisionLog(() => 0);
  const contexts: Record<string, string | string[]>[] = [
    { 'www.amazon.com:user_id': 'amzn1.account.A', 'dynamodb:leadingkeys': ['amzn1.account.A', 'b'] },
    { 'graph.facebook.com:id': '107' },
    { 'login.example.com/a:sub': 'alice', 'login.example.com/a:aud': 'app', 'aws:userid': 'chosen' },
    { 'login.example.com:sub': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.\u001b', 'dynamodb:leadingkeys': ['\u001b'] },
    { 'aws:userid': 'x:chosen', 'dynamodb:leadingkeys': [] },
  ];
  for (const context of contexts) log.add('arn', request(context), 'Allowed', () => 'because');
  expect(log.list().map(({ user, keys }) => [user, keys])).toEqual([
    ['amzn1.account.A', ['amzn1.account.A', 'b']], ['107', undefined], ['alice', undefined], ['(token)\ufffd', ['\ufffd']], [undefined, undefined],
  ]);
});

test('lines of users who were let in name them, and the keys of their items', async () => {
  const cloud = await startCloud();
  const alice = await player(cloud, 'alice');
  expect(cloud.decisions().pop()).toMatchObject({ effect: 'Allowed', action: 'sts:AssumeRoleWithWebIdentity', user: 'alice' });
  await dynamodb(cloud, alice, 'PutItem', JSON.stringify({ TableName: 'GameScores', Item: { UserId: { S: 'alice' } } }));
  expect(cloud.decisions().pop()).toMatchObject({ effect: 'Allowed', action: 'dynamodb:PutItem', user: 'alice', keys: ['alice'] });
  const printed = jest.spyOn(console, 'log').mockReturnValue();
  await decisions({ endpoint: cloud.endpoint, secret: cloud.secret });
  expect(printed.mock.calls.at(-1)![0]).toMatch(/ Allowed arn:aws:sts::\d+:assumed-role\/players\/test \(user alice\) dynamodb:PutItem arn:\S+:table\/GameScores \(key alice\): /);
  printed.mockRestore();
  await cloud.stop();
});

test('holds texts that are short, harmless to a terminal, and no tokens', () => {
  const log = new DecisionLog(() => 0);
  const hostile = 'a\u001b[2J\r\nb\u0085c';
  log.add(hostile, request({ 'key': hostile, 'list': [hostile, 'x'.repeat(9000)], 'aws:referer': 'https://a/?t=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.' }, hostile), 'Allowed', () => hostile);
  log.add('anonymous', request({}, `Atza|${'a'.repeat(100)}`), 'Refused', () => `EAA${'b'.repeat(100)}`);
  const text = JSON.stringify(log.list());
  expect(text).not.toMatch(/\\u00|\\r|\\n|\u0085|eyJ|Atza|EAA/);
  expect(text).toContain('(token)');
  expect(text.length).toBeLessThan(4000);
});

test('a session leaves no token, key or secret in it, whatever becomes of it', async () => {
  const cloud = await startCloud();
  const secrets = new Set<string>([cloud.secret, cloud.administrator.secretAccessKey]);
  const assume = async (token: string) => {
    secrets.add(token);
    const { body } = await send(cloud.endpoint, form({ ...ASSUME, WebIdentityToken: token }));
    if (body.includes('<SecretAccessKey>')) for (const name of ['SecretAccessKey', 'SessionToken']) secrets.add(element(body, name));
  };
  const amazon = (user: string, app = 'amzn1.application.game') => cloud.signIn({ provider: 'amazon', app, user });
  const { ProviderId, ...withoutProvider } = ASSUME;

  const alice = await player(cloud, 'alice');
  secrets.add(alice.secretAccessKey).add(alice.sessionToken!);
  await assume((await amazon('bob')).token);
  await assume((await amazon('bob', 'other')).token);
  await assume('Atza|forged');
  for (const claims of [{}, { aud: 'other' }, { exp: 1 }]) {
    const { token } = await cloud.signIn({ provider: LOGIN, app: 'game', user: 'dave', claims });
    secrets.add(token);
    await send(cloud.endpoint, form({ ...withoutProvider, RoleArn: LOGIN_ROLE_ARN, WebIdentityToken: token }));
    await send(cloud.endpoint, form({ ...withoutProvider, RoleArn: token, RoleSessionName: token, WebIdentityToken: `${token}x` }));
  }
  await dynamodb(cloud, alice, 'GetItem', '{"TableName":"GameScores","Key":{"UserId":{"S":"alice"}}}');
  await dynamodb(cloud, { ...alice, secretAccessKey: 'wrong' }, 'GetItem', '{}');

  const answer = await send(cloud.endpoint, { method: 'GET', path: '/_local/decisions', headers: ['x-local-secret', cloud.secret] });
  const log = JSON.parse(answer.body);
  expect(log.map((decision: any) => decision.effect)).toEqual(expect.arrayContaining(['Allowed', 'Refused']));
  expect(log.every((decision: any) => decision.reason !== '')).toBe(true);
  for (const secret of secrets) expect(answer.body).not.toContain(secret);
  expect(secrets.size).toBe(12);
  await cloud.stop();
});
