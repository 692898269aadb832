import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { newHome, run, Running } from './support';
import { TEMPLATE } from '../gateway/support';

const FOLDER = '.cdk-web-identity-local';
/** Kind and permissions, in octal. */
const mode = (file: string) => statSync(file).mode.toString(8);
const ARN = 'arn:aws:iam::123456789012:role';

test('--json prints one line of the contract\'s facts, once the port listens', async () => {
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0', '--json');
  const { facts } = running;
  expect(facts).toEqual({
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    region: 'us-east-1',
    account: '123456789012',
    stacks: { Game: { Table: 'GameScores' } },
    roles: { Players: `${ARN}/players`, Logins: `${ARN}/logins` },
    accessKeyId: expect.stringMatching(/^AKIA[0-9A-Z]{16}$/),
    secretAccessKey: expect.stringMatching(/^.{40}$/),
    secret: expect.stringMatching(/^[\w-]{32}$/),
  });
  expect((await fetch(`${facts.endpoint}/_local/decisions`, { headers: { 'x-local-secret': facts.secret } })).status).toBe(200);
  expect(await running.end()).toEqual({ code: 0, signal: null });
  expect([running.stdout.split('\n').length, running.stderr]).toEqual([2, '']);
});

test('without it, prints what a person needs, and no secret', async () => {
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0');
  const [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(running.stdout)!;
  const secret = readFileSync(join(home, FOLDER, `${new URL(endpoint).port}.secret`), 'utf8');
  for (const text of [`${ARN}/players`, 'Game.Table', 'GameScores', 'aws:SecureTransport is true', `token --endpoint ${endpoint}`, 'AWS_ACCESS_KEY_ID=AKIA']) {
    expect(running.stdout).toContain(text);
  }
  expect(running.stdout).not.toContain(secret);
  await running.end();
});

test('says what is there after each deployment', async () => {
  const { home } = newHome();
  const running = await Running.start(home, '--port', '0');
  const [, endpoint, accessKeyId, secretAccessKey] = /AWS_ENDPOINT_URL=(\S+) .* AWS_ACCESS_KEY_ID=(\S+) AWS_SECRET_ACCESS_KEY=(\S+)/.exec(running.stdout)!;
  const client = new CloudFormationClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
  const printed = async (act: Promise<unknown>): Promise<string[]> => {
    const before = running.stdout.length;
    await act;
    while (!running.stdout.endsWith('\n') || running.stdout.length === before) await once(running.child.stdout!, 'data');
    return running.stdout.slice(before).trim().split('\n').map((line) => line.trim());
  };
  const Fn = { Type: 'AWS::Logs::LogGroup', Properties: {} };
  const template = { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, Fn } };
  expect(running.stdout).not.toContain('There is now');
  const create = client.send(new CreateStackCommand({ StackName: 'Game', TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  expect(await printed(create)).toEqual([
    'There is now:', `role   Players (${ARN}/players)`, `role   Logins (${ARN}/logins)`, 'table  GameScores', 'inert  Game/Fn (AWS::Logs::LogGroup), not run here',
  ]);
  expect(await printed(client.send(new DeleteStackCommand({ StackName: 'Game' })))).toEqual(['There is now:', 'nothing']);
  await running.end();
});

test('says where data is kept by other engines, and that plain HTTP counts as what it is', async () => {
  const engine = createHttpServer((_, response) => response.end('{"Table":{"AttributeDefinitions":[{"AttributeName":"UserId","AttributeType":"S"}],"KeySchema":[{"AttributeName":"UserId","KeyType":"HASH"}],"TableStatus":"ACTIVE"}}'));
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0', '--dynamodb-endpoint', url, '--s3-endpoint', url, '--strict-tls');
  for (const text of ['aws:SecureTransport is false: --strict-tls', `DynamoDB at ${url}`, `S3 at ${url}`, 'other data is in memory']) expect(running.stdout).toContain(text);
  await running.end();
  engine.close();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it, and its secret goes', async (signal) => {
  const { home, template } = newHome();
  const running = await Running.start(home, template, '--port', '0', '--json');
  const file = join(home, FOLDER, `${new URL(running.facts.endpoint).port}.secret`);
  expect(readFileSync(file, 'utf8')).toBe(running.facts.secret);
  expect([mode(file), mode(join(home, FOLDER))]).toEqual(['100600', '40700']);
  // A client that keeps its connection open must not keep the process.
  await fetch(running.facts.endpoint);
  expect(await running.end(signal)).toEqual({ code: 0, signal: null });
  expect(readdirSync(join(home, FOLDER))).toEqual([]);
  await expect(fetch(running.facts.endpoint)).rejects.toThrow();
});

test('a folder that others could read is closed, a file that others could write is replaced', async () => {
  const { home, template } = newHome();
  mkdirSync(join(home, FOLDER));
  const first = await Running.start(home, template, '--port', '0', '--json');
  const { port } = new URL(first.facts.endpoint);
  await first.end('SIGTERM');
  const file = join(home, FOLDER, `${port}.secret`);
  writeFileSync(file, 'planted');
  chmodSync(file, 0o666);
  chmodSync(join(home, FOLDER), 0o755);
  const second = await Running.start(home, template, '--port', port, '--json');
  expect(readFileSync(file, 'utf8')).toBe(second.facts.secret);
  expect([mode(file), mode(join(home, FOLDER))]).toEqual(['100600', '40700']);
  await second.end();
});

test('without a home to write to it serves all the same, and says so', async () => {
  const { home, template } = newHome();
  writeFileSync(join(home, FOLDER), 'a file in the way');
  const running = await Running.start(home, template, '--port', '0', '--json');
  expect(running.stderr).toMatch(/^cdk-web-identity-local: the secret is not kept \(EEXIST.*\): pass --secret \S+\n$/);
  expect(await running.end()).toEqual({ code: 0, signal: null });
});

describe('in one line on stderr, with exit code 2', () => {
  const expectOneLine = ({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }, text: string) => {
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^cdk-web-identity-local: /);
  };

  test('a missing cdk.out', () => {
    const { home } = newHome();
    expectOneLine(run(home, 'start', join(home, 'cdk.out'), '--port', '0'), 'cdk.out: no such file or folder');
  });

  test.each([
    ['a folder that is no cdk.out', undefined, 'manifest.json: cannot be read (ENOENT): is it a cdk.out folder?'],
    ['a broken cdk.out', '{"artifacts":\n\u001b[2J', 'manifest.json: not JSON'],
    ['an empty cdk.out', '{"artifacts":{}}', 'the assembly holds no stack'],
  ])('%s', (_, manifest, text) => {
    const { home } = newHome();
    const folder = join(home, 'cdk.out');
    mkdirSync(folder);
    if (manifest !== undefined) writeFileSync(join(folder, 'manifest.json'), manifest);
    const outcome = run(home, 'start', folder, '--port', '0');
    expectOneLine(outcome, text);
    expect(outcome.stderr).not.toContain('\u001b');
  });

  test.each([
    ['what is not supported', { It: { Type: 'AWS::IoT::Thing' } }, 'stack Bad: It is of type AWS::IoT::Thing, which the local cloud does not support'],
    ['a policy that is none', { It: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Maybe' }] } } } },
      'stack Bad: It.AssumeRolePolicyDocument: MalformedPolicyDocument: '],
    ['a table that is none', { It: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'abc', KeySchema: [], AttributeDefinitions: [] } } }, 'table abc: '],
  ])('%s', (_, Resources, text) => {
    const { home } = newHome();
    writeFileSync(join(home, 'Bad.json'), JSON.stringify({ Resources }));
    expectOneLine(run(home, 'start', join(home, 'Bad.json'), '--port', '0'), text);
  });

  test.each([
    [['--dynamodb-endpoint', 'http://10.0.0.1:8000'], 'http://10.0.0.1:8000 is not on this machine, and users\' data would go there: pass --allow-remote-endpoint'],
    [['--s3-endpoint', '127.0.0.1:9000'], '"127.0.0.1:9000" is no endpoint: want scheme, host and port'],
    [['--dynamodb-endpoint', 'http://127.0.0.1:1'], 'the DynamoDB engine at http://127.0.0.1:1 did not answer'],
  ])('an engine that cannot be: %j', (args, text) => {
    const { home, template } = newHome();
    expectOneLine(run(home, 'start', template, '--port', '0', ...args), text);
  });

  test('a port in use', async () => {
    const { home, template } = newHome();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expectOneLine(run(home, 'start', template, '--port', String(port)), `port ${port} is in use: want a free one; 0 finds one`);
    expect(readdirSync(home)).not.toContain(FOLDER);
    other.close();
  });
});

describe('bad usage ends with the help and exit code 2', () => {
  test.each([
    [[], 'Usage: cdk-web-identity-local'],
    [['nothing'], 'unknown command \'nothing\''],
    [['start', 'x', '--port', 'abc'], 'want a whole number'],
    [['start', 'x', '--port', '65536'], 'want 0 to 65535'],
    [['start', 'x', '--port', '-1'], 'want 0 to 65535'],
    [['start', 'x', '--nothing'], 'unknown option \'--nothing\''],
    [['token'], 'required option \'--endpoint <url>\' not specified'],
    [['token', '--endpoint', 'x'], 'want what `start` printed, such as http://127.0.0.1:4580'],
    [['token', '--endpoint', 'http://evil.example.com:4580'], 'want what `start` printed'],
    [['token', '--endpoint', 'https://127.0.0.1:4580'], 'want what `start` printed'],
    [['token', '--endpoint', 'http://127.0.0.1:1', '--claim', 'a'], 'want name=json'],
    [['token', '--endpoint', 'http://127.0.0.1:1', '--claim', 'a=b'], 'where a text has quotes'],
    [['token', '--endpoint', 'http://127.0.0.1:1', '--expires-in', '1.5'], 'want a whole number'],
  ])('%j', (args, text) => {
    const { status, stdout, stderr } = run(newHome().home, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr).toContain('Usage: cdk-web-identity-local');
  });

  test.each([[['--help']], [['start', '--help']], [['token', '--help']]])('%j is no bad usage', (args) => {
    const { status, stdout, stderr } = run(newHome().home, ...args);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: cdk-web-identity-local');
  });
});
