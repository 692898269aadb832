import { newHome, run, Running } from './support';

const APP = 'amzn1.application.game';
const LOGIN = 'https://login.example.com';

let home: string;
let running: Running;
let endpoint: string;
beforeAll(async () => {
  const fresh = newHome();
  home = fresh.home;
  running = await Running.start(home, fresh.template, '--port', '0', '--json');
  endpoint = running.facts.endpoint;
});
afterAll(() => running.end());

const token = (...args: string[]) => run(home, 'token', '--endpoint', endpoint, ...args);
const claims = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString());

test('prints the token alone, with the secret of the running local cloud', () => {
  const { status, stdout, stderr } = token('--provider', 'amazon', '--app', APP, '--user', 'alice');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Atza\|[\w-]+\n$/);
});

test('takes claims of any JSON, and a lifetime', () => {
  const { stdout } = token('--provider', LOGIN, '--app', 'game', '--user', 'dave', '--expires-in', '-600',
    '--claim', 'azp="game"', '--claim', 'groups=["a","b"]', '--claim', 'odd="a=b"');
  const { exp, iat, ...others } = claims(stdout);
  expect(others).toEqual({ iss: LOGIN, sub: 'dave', aud: 'game', azp: 'game', groups: ['a', 'b'], odd: 'a=b' });
  expect(exp - Date.now() / 1000).toBeLessThan(-590);
});

test('takes the secret, and finds the local cloud by its other names', () => {
  const args = ['--provider', 'google', '--app', 'a', '--user', 'u'];
  expect(token(...args, '--secret', running.facts.secret).status).toBe(0);
  const other = endpoint.replace('127.0.0.1', 'localhost');
  expect(run(newHome().home, 'token', '--endpoint', `${other}/`, ...args, '--secret', running.facts.secret).status).toBe(0);
});

test.each<[what: string, args: () => string[], home: () => string, problem: string]>([
  ['a wrong secret', () => ['--endpoint', endpoint, '--secret', 'wrong'], () => home, 'send the secret that was printed at start as header x-local-secret'],
  ['no secret', () => ['--endpoint', endpoint], () => newHome().home, 'no local cloud of yours keeps a secret for http://127.0.0.1:'],
  ['nobody at the port', () => ['--endpoint', 'http://127.0.0.1:1', '--secret', 'x'], () => home, 'http://127.0.0.1:1 does not answer: is the local cloud running?'],
])('%s is told in one line, exit 2', (_, args, from, problem) => {
  const { status, stdout, stderr } = run(from(), 'token', ...args(), '--provider', 'google', '--app', 'a', '--user', 'u');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^cdk-web-identity-local: [^\n]*\n$/);
  expect(stderr).toContain(problem);
});

test('what the provider refuses is told in one line, exit 2', () => {
  const { status, stdout, stderr } = token('--provider', 'nobody', '--app', 'a', '--user', 'u');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^cdk-web-identity-local: provider must be amazon, facebook, google, cognito or an issuer URL [^\n]*\n$/);
});
