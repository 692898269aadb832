import { spawnSync } from 'node:child_process';
import { command, newHome, run, Running, type Outcome } from './support';

/** Clients that are no part of this project: on a machine without them, what was not run is said. */
const works = (file: string, ...args: string[]) => spawnSync(file, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
const hasAwsCli = works('aws', '--version');
const hasBoto3 = works('python3', '-c', 'import boto3');

const ROLE_ARN = 'arn:aws:iam::123456789012:role/players';
const key = (user: string) => JSON.stringify({ UserId: { S: user } });

let home: string;
let running: Running;
let token: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  const fresh = newHome();
  home = fresh.home;
  running = await Running.start(home, fresh.template, '--port', '0', '--json');
  const { endpoint } = running.facts;
  token = run(home, 'token', '--endpoint', endpoint, '--provider', 'amazon', '--app', 'amzn1.application.game', '--user', 'alice').stdout.trim();
  env = { HOME: home, AWS_ENDPOINT_URL: endpoint, AWS_DEFAULT_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1', AWS_EC2_METADATA_DISABLED: 'true' };
});
afterAll(() => running.end());

function notRun(client: string): void {
  console.warn(`not run: ${client} is not on this machine`);
}

test('the AWS CLI signs in, writes and reads own items, and is refused another\'s', async () => {
  if (!hasAwsCli) return notRun('the AWS CLI');
  const aws = (args: string[], more: NodeJS.ProcessEnv = {}): Promise<Outcome> => command('aws', args, { ...env, ...more });

  const assumed = await aws(['sts', 'assume-role-with-web-identity', '--role-arn', ROLE_ARN, '--role-session-name', 'alice',
    '--provider-id', 'www.amazon.com', '--web-identity-token', token]);
  expect(assumed.stderr).toBe('');
  const { Credentials, Provider, SubjectFromWebIdentityToken } = JSON.parse(assumed.stdout);
  expect([Provider, SubjectFromWebIdentityToken]).toEqual(['www.amazon.com', 'alice']);
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials;
  const keys = { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };

  expect(JSON.parse((await aws(['sts', 'get-caller-identity'], keys)).stdout).Arn).toBe('arn:aws:sts::123456789012:assumed-role/players/alice');
  expect(await aws(['dynamodb', 'put-item', '--table-name', 'GameScores', '--item', '{"UserId":{"S":"alice"},"Wins":{"N":"3"}}'], keys))
    .toEqual({ status: 0, stdout: '', stderr: '' });
  expect(JSON.parse((await aws(['dynamodb', 'get-item', '--table-name', 'GameScores', '--key', key('alice')], keys)).stdout).Item.Wins).toEqual({ N: '3' });
  const foreign = await aws(['dynamodb', 'get-item', '--table-name', 'GameScores', '--key', key('bob')], keys);
  expect(foreign.status).not.toBe(0);
  expect(foreign.stderr).toContain('(AccessDeniedException) when calling the GetItem operation: User: arn:aws:sts::123456789012:assumed-role/players/alice is not authorized');
}, 120_000);

test('boto3 signs in, writes and reads own items, and is refused another\'s', async () => {
  if (!hasBoto3) return notRun('boto3');
  const script = `
import boto3, json, sys
role, token = sys.argv[1:]
c = boto3.client('sts').assume_role_with_web_identity(
    RoleArn=role, RoleSessionName='alice', ProviderId='www.amazon.com', WebIdentityToken=token)['Credentials']
table = boto3.resource('dynamodb', aws_access_key_id=c['AccessKeyId'], aws_secret_access_key=c['SecretAccessKey'],
    aws_session_token=c['SessionToken']).Table('GameScores')
table.put_item(Item={'UserId': 'alice', 'Wins': 5})
wins = int(table.get_item(Key={'UserId': 'alice'})['Item']['Wins'])
try:
    table.get_item(Key={'UserId': 'bob'})
    foreign = 'allowed'
except table.meta.client.exceptions.ClientError as error:
    foreign = error.response['Error']['Code']
print(json.dumps([wins, foreign]))
`;
  const { status, stdout, stderr } = await command('python3', ['-W', 'ignore', '-c', script, ROLE_ARN, token], env);
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual([5, 'AccessDeniedException']);
}, 120_000);
