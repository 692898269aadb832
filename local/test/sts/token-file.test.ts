import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTokenFile } from '@aws-sdk/credential-providers';
import { ROLE } from './local-sts';
import { OverHttp } from './over-http';
import { clientTest, missingAwsCli } from '../support/client-test';

const run = promisify(execFile);
const SESSION_ARN = 'arn:aws:sts::111122223333:assumed-role/Players/game';

let sts: OverHttp;
let folder: string;
const before = { ...process.env };

beforeAll(async () => {
  sts = await OverHttp.start(Date.now);
  folder = mkdtempSync(join(tmpdir(), 'token-file-'));
  writeFileSync(join(folder, 'token'), await sts.mint());
});
afterAll(() => sts.stop());
afterEach(() => { process.env = { ...before }; });

/** What a pod on EKS has, and nothing more: no shared files, no instance metadata. */
function environment(): Record<string, string> {
  return {
    AWS_ROLE_ARN: ROLE.arn,
    AWS_ROLE_SESSION_NAME: 'game',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
    AWS_ENDPOINT_URL: sts.cloud.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
  };
}

test.each([['the default chain', () => fromNodeProviderChain()], ['fromTokenFile', () => fromTokenFile()]])('the SDK’s %s, unmodified', async (_, provider) => {
  Object.assign(process.env, environment());
  const credentials = provider();
  await expect(new STSClient({ credentials }).send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Arn: SESSION_ARN });
  await expect(new DynamoDBClient({ credentials }).send(new GetItemCommand({ TableName: 'Scores', Key: { Id: { S: 'a' } } }))).resolves.toBeDefined();
});

test('clients that are given nothing at all', async () => {
  Object.assign(process.env, environment());
  await expect(new STSClient().send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Arn: SESSION_ARN });
});

/** A client of the machine, not of npm: where it is missing there is nothing to run. */
const aws = async (...args: string[]) => JSON.parse((await run('aws', args, { env: { PATH: before.PATH, HOME: folder, ...environment() } })).stdout);
const testCli = (name: string, act: () => Promise<void>): void => clientTest(name, missingAwsCli(), act);

describe('the AWS CLI, unmodified', () => {
  testCli('aws sts assume-role-with-web-identity', async () => {
    const token = await sts.mint();
    const answer = await aws('sts', 'assume-role-with-web-identity', '--role-arn', ROLE.arn, '--role-session-name', 'cli', '--web-identity-token', token, '--no-sign-request');
    expect(answer).toMatchObject({ SubjectFromWebIdentityToken: 'alice', Audience: 'app', AssumedRoleUser: { Arn: SESSION_ARN.replace('game', 'cli') } });
  });

  testCli('its chain by token file', async () => {
    await expect(aws('sts', 'get-caller-identity')).resolves.toMatchObject({ Arn: SESSION_ARN });
  });

  testCli('fails: a bad token, with AWS’s error', async () => {
    const failed = aws('sts', 'assume-role-with-web-identity', '--role-arn', ROLE.arn, '--role-session-name', 'cli', '--web-identity-token', 'a.b.c', '--no-sign-request');
    await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining('(InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation') });
  });
});
