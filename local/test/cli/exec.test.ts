import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { command, newHome, run, Running } from './support';
import { cloudEnvironment } from '../../src/commands/cloud-environment';

jest.setTimeout(60_000);

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-web-identity-local.js');
const print = (expression: string) => ['--', process.execPath, '-e', `console.log(JSON.stringify(${expression}))`];

test('nothing of the user\'s own account is left in a command\'s environment', () => {
  const theirs = [
    'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ENDPOINT_URL_LAMBDA', 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'aws_profile',
  ];
  const own = { ...Object.fromEntries(theirs.map((name) => [name, 'x'])), no_proxy: 'intranet', PATH: '/bin' };
  const endpoint = 'http://127.0.0.1:4580';
  const env = cloudEnvironment({ endpoint, region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 's' }, own);
  expect(env).toMatchObject({
    PATH: '/bin',
    NO_PROXY: 'intranet,127.0.0.1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 's',
  });
  const expected = /^AWS_(ENDPOINT_URL(_(CLOUDFORMATION|COGNITO_IDENTITY|DYNAMODB|IAM|S3|SQS|SSM|STS))?|(DEFAULT_)?REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|CONFIG_FILE|SHARED_CREDENTIALS_FILE|EC2_METADATA_DISABLED)$/;
  expect(Object.keys(env).filter((name) => /^aws/i.test(name) && !expected.test(name))).toEqual([]);
});

test('a cloud is started for a command, serves it, and ends with it', async () => {
  const { home } = newHome();
  const { status, stdout, stderr } = run(home, 'exec', '--account', '111122223333', '--region', 'eu-west-1', ...print('[process.env.AWS_ENDPOINT_URL, process.env.AWS_REGION]'));
  expect([status, stderr]).toEqual([0, expect.stringMatching(/started a local cloud at http:\/\/127\.0\.0\.1:\d+ for this command; what is deployed ends with it\n/)]);
  const [endpoint, region] = JSON.parse(stdout) as string[];
  expect(region).toBe('eu-west-1');
  await expect(fetch(endpoint)).rejects.toThrow();
});

test('one that runs already is used: by port, by endpoint and by AWS_ENDPOINT_URL', async () => {
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0', '--json');
  const { endpoint, accessKeyId, secretAccessKey, region } = running.facts;
  const keys = print('[process.env.AWS_ENDPOINT_URL, process.env.AWS_ACCESS_KEY_ID, process.env.AWS_SECRET_ACCESS_KEY, process.env.AWS_REGION]');
  const env = { HOME: home, AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'ap-south-1' };
  const outcomes = [
    run(home, 'exec', '--port', new URL(endpoint).port, ...keys), run(home, 'exec', '--endpoint', endpoint, ...keys), await command(process.execPath, [CLI, 'exec', ...keys], env),
  ];
  for (const { status, stdout, stderr } of outcomes) expect([status, JSON.parse(stdout), stderr]).toEqual([0, [endpoint, accessKeyId, secretAccessKey, region], '']);

  const refused = run(home, 'exec', '--endpoint', endpoint, '--skip-unknown', ...keys);
  expect([refused.status, refused.stdout, refused.stderr]).toEqual([2, '', expect.stringContaining('leave --skip-unknown out, or pass --port 0 for another one')]);
  const another = run(home, 'exec', '--port', '0', ...keys);
  expect(JSON.parse(another.stdout)[0]).not.toBe(endpoint);
  await running.end('SIGKILL');
  // Its secret is left, and nobody answers: a new one takes its place.
  expect(JSON.parse(run(home, 'exec', '--endpoint', endpoint, ...keys).stdout)[0]).toBe(endpoint);
});

test.each<[what: string, args: string[], status: number]>([
  ['its exit status', ['sh', '-c', 'exit 7'], 7],
  ['the signal that ended it', ['sh', '-c', 'kill -TERM $$'], 143],
  ['that it was not found', ['no-such-command'], 127],
  ['its options', ['sh', '-c', 'test "$0 $1" = "--port --json"', '--port', '--json'], 0],
])('what a command is told and tells is passed on: %s', (_, args, status) => {
  expect(run(newHome().home, 'exec', '--', ...args).status).toBe(status);
});

test('a signal is passed on, and the command decides what comes of it', async () => {
  const child = spawn(process.execPath, [CLI, 'exec', '--', 'sh', '-c', 'trap "exit 3" TERM; echo ready; while :; do sleep 0.1; done'], { env: { ...process.env, HOME: newHome().home } });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([3, null]);
});

test('another endpoint than one of this machine is refused, also from the environment', async () => {
  const { status, stdout, stderr } = await command(process.execPath, [CLI, 'exec', ...print('1')], { HOME: newHome().home, AWS_ENDPOINT_URL: 'https://example.com' });
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('\'https://example.com\' from env \'AWS_ENDPOINT_URL\' is invalid')]);
});

test('the version is that of the package; --endpoint is AWS_ENDPOINT_URL where it is left out', async () => {
  const { home, template } = newHome();
  expect(run(home, '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const running = await Running.start(home, template, '--port', '0', '--json');
  const decisions = await command(process.execPath, [CLI, 'decisions'], { HOME: home, AWS_ENDPOINT_URL: running.facts.endpoint });
  expect(decisions).toEqual({ status: 0, stdout: '', stderr: '' });
  await running.end();
});

test('the keys of the administrator are told to whoever has the secret alone', async () => {
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0', '--json');
  const { endpoint, secret, accessKeyId } = running.facts;
  const ask = (headers: RequestInit['headers']) => fetch(`${endpoint}/_local/cloud`, { headers });
  expect(await (await ask({ 'x-local-secret': secret })).json()).toMatchObject({ accessKeyId });
  const refused: RequestInit['headers'][] = [{}, { 'x-local-secret': 'x' }, { 'x-local-secret': secret, 'origin': 'https://example.com' }];
  for (const headers of refused) {
    const answer = await ask(headers);
    expect([answer.status, await answer.text()]).toEqual([403, expect.not.stringContaining(accessKeyId)]);
  }
  await running.end();
});
