import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, GetCallerIdentityCommand, type AssumeRoleCommandInput, type Credentials } from '@aws-sdk/client-sts';
import { ROLE } from './local-sts';
import { OverHttp, sdkCredentials } from './over-http';

let sts: OverHttp;
let now: number;
beforeEach(async () => {
  // Signatures carry the SDK's own time.
  now = Date.now();
  sts = await OverHttp.start(() => now);
});
afterEach(() => sts.stop());

const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const document = (Action: string) => JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });

async function access(credentials: Credentials): Promise<{ read: string; write: string }> {
  const client = new DynamoDBClient({ ...sts.settings, credentials: sdkCredentials(credentials) });
  const outcome = (sent: Promise<unknown>) => sent.then(() => 'allowed', (error: Error) => error.message.replace(/^.*because/, 'because'));
  return {
    read: await outcome(client.send(new GetItemCommand({ TableName: 'Scores', Key: { Id: { S: 'a' } } }))),
    write: await outcome(client.send(new PutItemCommand({ TableName: 'Scores', Item: { Id: { S: 'a' } } }))),
  };
}

const chain = (credentials: Credentials, input: Partial<AssumeRoleCommandInput>) =>
  sts.sts(credentials).send(new AssumeRoleCommand({ RoleArn: roleArn('ByAccount'), RoleSessionName: 'next', ...input }));

describe('session policies', () => {
  const refused = 'because no session policy allows the dynamodb:PutItem action';

  test('none: the role alone decides', async () => {
    expect(await access(await sts.signIn())).toEqual({ read: 'allowed', write: 'allowed' });
  });

  test('inline: what both allow', async () => {
    expect(await access(await sts.signIn({ Policy: document('dynamodb:GetItem') }))).toEqual({ read: 'allowed', write: refused });
  });

  test('managed: what both allow', async () => {
    const PolicyArns = [{ arn: 'arn:aws:iam::111122223333:policy/ReadScores' }];
    expect(await access(await sts.signIn({ PolicyArns }))).toEqual({ read: 'allowed', write: refused });
    expect(await access(await sts.signIn({ PolicyArns, Policy: document('dynamodb:PutItem') }))).toEqual({ read: 'allowed', write: 'allowed' });
  });

  test('what the role does not allow, no session policy gives', async () => {
    const [answer] = [await chain(await sts.signIn(), { Policy: document('dynamodb:*') })];
    const { read } = await access(answer.Credentials!);
    expect(read).toBe('allowed');
    const forbidden = await sts.signIn({ Policy: document('*') });
    await expect(chain(forbidden, { RoleArn: roleArn('Forbidden') })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('errors, through the SDK', async () => {
    await expect(sts.signIn({ Policy: '{' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message: 'This policy contains invalid Json' });
    const half = JSON.stringify({ Version: '2012-10-17', Statement: { Sid: 'a'.repeat(1940), Effect: 'Allow', Action: '*', Resource: '*' } });
    const PolicyArns = [{ arn: 'arn:aws:iam::111122223333:policy/ReadScores' }];
    await expect(sts.signIn({ Policy: half, PolicyArns })).rejects.toMatchObject({ name: 'PackedPolicyTooLargeException' });
  });
});

describe('AssumeRole', () => {
  test('a role that names the caller’s role needs nothing more', async () => {
    const { AssumedRoleUser, Credentials } = await chain(await sts.signIn(), { RoleArn: roleArn('ByRole') });
    expect(AssumedRoleUser!.Arn).toBe('arn:aws:sts::111122223333:assumed-role/ByRole/next');
    const { Arn } = await sts.sts(Credentials!).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(AssumedRoleUser!.Arn);
  });

  test('one that names the account wants the caller’s own policies, too', async () => {
    const credentials = await sts.signIn();
    await expect(chain(credentials, {})).resolves.toBeDefined();
    await expect(chain(credentials, { RoleArn: roleArn('Forbidden') })).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: expect.objectContaining({ httpStatusCode: 403 }),
      message: `User: arn:aws:sts::111122223333:assumed-role/Players/game is not authorized to perform: sts:AssumeRole on resource: ${roleArn('Forbidden')}`,
    });
    expect(sts.cloud.decisions().at(-1)).toMatchObject({ action: 'sts:AssumeRole', effect: 'ImplicitlyDenied', reason: expect.stringMatching(/^no statement allows sts:AssumeRole/) });
  });

  test('a session policy narrows that down', async () => {
    const credentials = await sts.signIn({ Policy: document('dynamodb:GetItem') });
    await expect(chain(credentials, {})).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(sts.cloud.decisions().at(-1)!.reason).toMatch(/^no session policy statement allows sts:AssumeRole/);
  });

  test('a role that trusts tokens only', async () => {
    await expect(chain(await sts.signIn(), { RoleArn: ROLE.arn })).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(sts.cloud.decisions().at(-1)!.reason).toMatch(/^no trust policy statement allows sts:AssumeRole/);
  });

  test('external id', async () => {
    const credentials = await sts.signIn();
    await expect(chain(credentials, { RoleArn: roleArn('External'), ExternalId: 'ext-1' })).resolves.toBeDefined();
    for (const ExternalId of ['ext-2', undefined]) {
      await expect(chain(credentials, { RoleArn: roleArn('External'), ExternalId })).rejects.toMatchObject({ name: 'AccessDenied' });
    }
  });

  test('tags and source identity go with the chain', async () => {
    const credentials = await sts.signIn({}, {
      claims: { 'https://aws.amazon.com/tags': { principal_tags: { Guild: ['Owls'] }, transitive_tag_keys: ['Guild'] }, 'https://aws.amazon.com/source_identity': 'alice' },
    });
    const answer = await chain(credentials, { RoleArn: roleArn('ByRole'), Tags: [{ Key: 'Level', Value: '3' }] });
    expect(answer.SourceIdentity).toBe('alice');
    await access(answer.Credentials!);
    expect(sts.cloud.decisions().at(-1)!.context).toMatchObject({
      'aws:principaltag/guild': 'Owls', 'aws:principaltag/level': '3', 'aws:sourceidentity': 'alice', 'aws:principalarn': roleArn('ByRole'),
    });
    expect(sts.cloud.decisions().at(-1)!.context).not.toHaveProperty('login.example.com:sub');
    await expect(chain(answer.Credentials!, { Tags: [{ Key: 'guild', Value: 'Cats' }] })).rejects.toThrow();
  });

  test('an hour at most for a session, the role’s own maximum for the administrator', async () => {
    await expect(chain(await sts.signIn(), { DurationSeconds: 3601 })).rejects.toThrow(/1 hour session limit/);
    const { accessKeyId, secretAccessKey } = sts.cloud.administrator;
    const keys = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: undefined, Expiration: undefined };
    const administrator = keys as unknown as Credentials;
    await expect(chain(administrator, { DurationSeconds: 7200 })).resolves.toBeDefined();
  });

  test('fails: unsigned, forged, ended', async () => {
    const credentials = await sts.signIn({ DurationSeconds: 900 });
    const unsigned = await fetch(`${sts.cloud.endpoint}/?Action=AssumeRole&Version=2011-06-15&RoleArn=${roleArn('ByRole')}&RoleSessionName=x1`);
    expect([unsigned.status, await unsigned.text()]).toEqual([403, expect.stringContaining('MissingAuthenticationToken')]);
    await expect(chain({ ...credentials, SecretAccessKey: 'forged' }, {})).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    now += 900_000;
    await expect(chain(credentials, {})).rejects.toMatchObject({ name: 'ExpiredToken' });
  });
});

describe('the endpoint', () => {
  const form = async () => new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: ROLE.arn, RoleSessionName: 'game', WebIdentityToken: await sts.mint(),
  });

  test('GET and POST on /, for any page', async () => {
    const text = (await form()).toString();
    for (const [url, init] of [[`/?${text}`, {}], ['/', { method: 'POST', body: text }]] as const) {
      const response = await fetch(`${sts.cloud.endpoint}${url}`, { ...init, headers: { origin: 'https://game.example.com' } });
      expect([response.status, response.headers.get('access-control-allow-origin'), response.headers.get('content-type')]).toEqual([200, '*', 'text/xml']);
      expect(await response.text()).toMatch(/^<AssumeRoleWithWebIdentityResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">.*<Expiration>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ</);
    }
  });

  test.each([['PUT', '/'], ['DELETE', '/']])('fails: %s %s', async (method, path) => {
    const response = await fetch(`${sts.cloud.endpoint}${path}`, { method });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});

