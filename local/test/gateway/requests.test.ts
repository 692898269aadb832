import { brotliCompressSync, crc32, deflateSync, gzipSync } from 'node:zlib';
import { ASSUME, dynamodb, element, form, player, raw, ROLE_ARN, send, signed, startCloud, type Credentials } from './support';
import type { LocalCloud } from '../../src';
import { createGateway, type Services } from '../../src/gateway/gateway';
import type { HttpHead, IncomingBody } from '../../src/protocols/http';

let cloud: LocalCloud;
let alice: Credentials;
beforeAll(async () => {
  cloud = await startCloud();
  alice = await player(cloud, 'alice');
});
afterAll(() => cloud.stop());

const identity = () => ({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
const assumption = async () => ({ ...ASSUME, WebIdentityToken: (await cloud.signIn({ provider: 'amazon', app: 'amzn1.application.game', user: 'bob' })).token });

describe('STS', () => {
  test('takes parameters in a form and in the query', async () => {
    const parameters = await assumption();
    for (const request of [form(parameters), { method: 'GET', path: `/?${new URLSearchParams(parameters)}` }, { method: 'POST', path: `/?${new URLSearchParams(parameters)}` }]) {
      const { status, headers, body } = await send(cloud.endpoint, request);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/xml');
      expect(headers['x-amzn-requestid']).toBe(element(body, 'RequestId'));
      expect(element(body, 'Arn')).toBe('arn:aws:sts::123456789012:assumed-role/players/test');
      expect(element(body, 'Expiration')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  test('tells the decision\'s id beside the answer, whatever it is', async () => {
    for (const [change, status, effect] of [[{}, 200, 'Allowed'], [{ RoleArn: `${ROLE_ARN}x` }, 403, undefined], [{ WebIdentityToken: 'xxxx' }, 400, 'Refused']] as const) {
      const answer = await send(cloud.endpoint, form({ ...await assumption(), ...change }));
      expect(answer.status).toBe(status);
      if (effect === undefined) expect(answer.headers).not.toHaveProperty('x-local-decision');
      else expect(cloud.decisions().pop()).toMatchObject({ id: answer.headers['x-local-decision'], effect });
    }
  });

  test('says who somebody is: a user, and the administrator', async () => {
    const body = new URLSearchParams(identity()).toString();
    const user = await send(cloud.endpoint, await signed(cloud, alice, 'sts', body));
    expect(element(user.body, 'Arn')).toBe('arn:aws:sts::123456789012:assumed-role/players/test');
    expect(element(user.body, 'UserId')).toMatch(/^AROA[A-Z2-7]{17}:test$/);
    const administrator = await send(cloud.endpoint, await signed(cloud, cloud.administrator, 'sts', body));
    expect([element(administrator.body, 'Arn'), element(administrator.body, 'Account')])
      .toEqual(['arn:aws:iam::123456789012:user/local-administrator', '123456789012']);
  });

  test.each<[what: string, change: (body: string) => object, status: number, code: string]>([
    ['no signature', (body) => ({ headers: [], body }), 403, 'MissingAuthenticationToken'],
    ['a changed body', (body) => ({ body: `${body}&Extra=1` }), 403, 'SignatureDoesNotMatch'],
  ])('GetCallerIdentity with %s is refused', async (_, change, status, code) => {
    const body = new URLSearchParams(identity()).toString();
    const answer = await send(cloud.endpoint, { ...await signed(cloud, alice, 'sts', body), ...change(body) });
    expect([answer.status, element(answer.body, 'Code')]).toEqual([status, code]);
  });

  test.each<[what: string, path: string, body: string, status: number, code: string]>([
    ['a parameter twice in the form', '/', 'Action=GetCallerIdentity&Version=2011-06-15&Action=AssumeRole', 400, 'MalformedQueryString'],
    ['a parameter in query and form', '/?Action=GetCallerIdentity', 'Action=GetCallerIdentity&Version=2011-06-15', 400, 'MalformedQueryString'],
    ['a parameter twice, spelt in two ways', '/', 'Action=GetCallerIdentity&%41ction=x&Version=2011-06-15', 400, 'MalformedQueryString'],
    ['no action', '/', 'Version=2011-06-15', 400, 'InvalidAction'],
    ['nothing', '/', '', 400, 'InvalidAction'],
    ['JSON', '/', '{"Action":"GetCallerIdentity"}', 400, 'InvalidAction'],
    ['no version', '/', 'Action=GetCallerIdentity', 400, 'InvalidAction'],
    ['another version', '/', 'Action=GetCallerIdentity&Version=2010-05-08', 400, 'InvalidAction'],
    ['an action of another service', '/', 'Action=CreateUser&Version=2011-06-15', 400, 'InvalidAction'],
    ['an action that objects inherit', '/', 'Action=constructor&Version=2011-06-15', 400, 'InvalidAction'],
    ['a form without end', '/', `Action=AssumeRoleWithWebIdentity&Version=2011-06-15&WebIdentityToken=${'x'.repeat(200_000)}`, 413, 'RequestEntityTooLarge'],
  ])('%s is refused', async (_, path, body, status, code) => {
    const answer = await send(cloud.endpoint, { path, body, headers: ['content-type', 'application/x-www-form-urlencoded'] });
    expect([answer.status, element(answer.body, 'Code'), element(answer.body, 'Type')]).toEqual([status, code, 'Sender']);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
    const { status, body } = await send(cloud.endpoint, { method, path: `/?${new URLSearchParams(identity())}` });
    expect([status, element(body, 'Code')]).toEqual([404, 'UnknownOperationException']);
  });
});

describe('XML answers', () => {
  test('hold hostile values as text', async () => {
    const hostile = '</Arn><Injected/>&lt;"\'\u0000\u001b[2J\u202e\ud800]]>';
    for (const parameters of [
      { ...ASSUME, WebIdentityToken: 'xxxx', RoleSessionName: hostile },
      { ...ASSUME, WebIdentityToken: 'xxxx', RoleArn: `arn:aws:iam::123456789012:role/${hostile}` },
      { ...ASSUME, WebIdentityToken: hostile, ProviderId: hostile },
      { Action: hostile, Version: hostile },
      { ...ASSUME, [hostile]: 'x' },
    ]) {
      const { status, headers, body } = await send(cloud.endpoint, form(parameters));
      expect([400, 403]).toContain(status);
      expect(body).not.toContain('<Injected');
      // eslint-disable-next-line no-control-regex
      expect(body).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      expect(body.match(/<Error>/g)).toHaveLength(1);
      expect(JSON.stringify(headers)).not.toContain('Injected');
    }
  });

  test('hold a hostile subject as text', async () => {
    const subject = '</SubjectFromWebIdentityToken><Injected/>&\u0007';
    const { token } = await cloud.signIn({ provider: 'https://login.example.com', app: 'game', user: subject });
    const { ProviderId, ...others } = ASSUME;
    const { body } = await send(cloud.endpoint, form({ ...others, RoleArn: ROLE_ARN.replace('players', 'logins'), WebIdentityToken: token }));
    expect(element(body, 'SubjectFromWebIdentityToken')).toBe('&lt;/SubjectFromWebIdentityToken&gt;&lt;Injected/&gt;&amp;\ufffd');
  });
});

describe('DynamoDB', () => {
  const item = (user: string) => JSON.stringify({ TableName: 'GameScores', Item: { UserId: { S: user }, Wins: { N: '1' } } });
  const get = (user: string) => JSON.stringify({ TableName: 'GameScores', Key: { UserId: { S: user } } });
  const type = (body: string) => JSON.parse(body).__type.split('#')[1];

  test('a signed request is answered, with the id of its decision', async () => {
    const { status, headers, body } = await dynamodb(cloud, alice, 'PutItem', item('alice'));
    expect([status, body, headers['content-type']]).toEqual([200, '{}', 'application/x-amz-json-1.0']);
    expect(cloud.decisions().pop()).toMatchObject({ id: headers['x-local-decision'], effect: 'Allowed', action: 'dynamodb:PutItem' });
  });

  test('so is a refusal', async () => {
    const { status, headers, body } = await dynamodb(cloud, alice, 'GetItem', get('bob'));
    expect([status, type(body)]).toEqual([400, 'AccessDeniedException']);
    expect(JSON.parse(body).Message).toBe(
      'User: arn:aws:sts::123456789012:assumed-role/players/test is not authorized to perform: dynamodb:GetItem on resource: '
      + 'arn:aws:dynamodb:us-east-1:123456789012:table/GameScores because no identity-based policy allows the dynamodb:GetItem action',
    );
    expect(cloud.decisions().pop()).toMatchObject({ id: headers['x-local-decision'], effect: expect.stringContaining('Denied') });
  });

  test('what is decided on is what is done: the last of two members of one name counts for both', async () => {
    const twice = (first: string, last: string) =>
      `{"TableName":"GameScores","Item":{"UserId":{"S":"${first}"},"UserId":{"S":"${last}"}},"Item":{"UserId":{"S":"${last}"},"Wins":{"N":"7"}}}`;
    expect(type((await dynamodb(cloud, alice, 'PutItem', twice('alice', 'bob'))).body)).toBe('AccessDeniedException');
    expect((await dynamodb(cloud, alice, 'PutItem', twice('bob', 'alice'))).status).toBe(200);
    expect(JSON.parse((await dynamodb(cloud, cloud.administrator, 'Scan', '{"TableName":"GameScores"}')).body).Items)
      .toEqual([{ UserId: { S: 'alice' }, Wins: { N: '7' } }]);
  });

  test.each<[what: string, operation: string, body: string, status: number, code: string]>([
    ['no JSON', 'GetItem', '{', 400, 'SerializationException'],
    ['nothing', 'GetItem', '', 400, 'SerializationException'],
    ['a form', 'GetItem', 'TableName=GameScores', 400, 'SerializationException'],
    ['a list', 'GetItem', '[]', 400, 'SerializationException'],
    ['a number', 'GetItem', '7', 400, 'SerializationException'],
    ['null', 'GetItem', 'null', 400, 'SerializationException'],
    ['brackets without end', 'GetItem', '['.repeat(100_000), 400, 'SerializationException'],
    ['a table name that is a list', 'GetItem', '{"TableName":["GameScores"]}', 400, 'SerializationException'],
    ['a deep value', 'PutItem', `{"TableName":"GameScores","Item":{"UserId":${'{"L":['.repeat(5000)}${']}'.repeat(5000)}}}`, 400, 'ValidationException'],
    ['a parameter nobody knows', 'GetItem', '{"TableName":"GameScores","__proto__":{},"Key":{}}', 400, 'ValidationException'],
    ['an operation nobody knows', 'Nothing', '{}', 400, 'UnknownOperationException'],
    ['no operation', '', '{}', 400, 'UnknownOperationException'],
    ['an operation that objects inherit', 'constructor', '{}', 400, 'UnknownOperationException'],
    ['PartiQL', 'ExecuteStatement', '{"Statement":"SELECT * FROM GameScores"}', 400, 'AccessDeniedException'],
    ['PartiQL that cannot be read', 'ExecuteStatement', '{"Statement":"SELECT"}', 400, 'ValidationException'],
    ['a table that is not there', 'GetItem', '{"TableName":"Other","Key":{"UserId":{"S":"alice"}}}', 400, 'AccessDeniedException'],
  ])('%s is refused', async (_, operation, body, status, code) => {
    const answer = await dynamodb(cloud, alice, operation, body);
    expect([answer.status, type(answer.body)]).toEqual([status, code]);
    expect(answer.body).not.toMatch(/at .*\.(ts|js):/);
  });

  test.each<[operation: string, body: string, type: string, member: string]>([
    ['GetItem', '{}', 'com.amazon.coral.validate#ValidationException', 'message'],
    ['GetItem', '[]', 'com.amazon.coral.service#SerializationException', 'Message'],
    ['DescribeTable', '{"TableName":"Other"}', 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 'message'],
    ['Nothing', '{}', 'com.amazon.coral.service#UnknownOperationException', 'message'],
  ])('an error is spelt as AWS does: %s %s', async (operation, body, __type, member) => {
    expect(JSON.parse((await dynamodb(cloud, cloud.administrator, operation, body)).body)).toEqual({ __type, [member]: expect.stringMatching(/./) });
  });

  test('PartiQL is refused by name to who may', async () => {
    const answer = await dynamodb(cloud, cloud.administrator, 'ExecuteStatement', '{"Statement":"SELECT * FROM GameScores"}');
    expect([answer.status, type(answer.body)]).toEqual([400, 'ValidationException']);
    expect(JSON.parse(answer.body).message).toBe('PartiQL is not supported by the local cloud: ExecuteStatement');
  });

  test('a body that is no UTF-8 is one text for the decision and for the engine', async () => {
    const broken = Buffer.concat([Buffer.from('{"TableName":"GameScores","Key":{"UserId":{"S":"'), Buffer.from([0xff]), Buffer.from('"}}}')]);
    const answer = await send(cloud.endpoint, { ...await signed(cloud, alice, 'dynamodb', broken as unknown as string, { 'x-amz-target': 'DynamoDB_20120810.GetItem' }) });
    expect(type(answer.body)).toBe('AccessDeniedException');
    expect(cloud.decisions().pop()!.context['dynamodb:leadingkeys']).toEqual(['\ufffd']);
  });

  test.each<[what: string, change: object, code: string]>([
    ['no signature', { headers: ['x-amz-target', 'DynamoDB_20120810.GetItem'] }, 'MissingAuthenticationTokenException'],
    ['another kind of signature', { headers: ['x-amz-target', 'DynamoDB_20120810.GetItem', 'authorization', 'Bearer x'] }, 'IncompleteSignatureException'],
    ['another body', { body: '{"TableName":"GameScores"}' }, 'InvalidSignatureException'],
    ['another method', { method: 'PUT' }, 'UnknownOperationException'],
    ['another path', { path: '/GameScores' }, 'UnknownOperationException'],
  ])('%s is refused', async (_, change, code) => {
    expect(type((await dynamodb(cloud, alice, 'GetItem', get('alice'), change)).body)).toBe(code);
  });

  test('keys that nobody has, and keys past their end, are refused', async () => {
    expect(type((await dynamodb(cloud, { ...alice, accessKeyId: 'ASIAXXXXXXXXXXXXXXXX' }, 'GetItem', get('alice'))).body)).toBe('UnrecognizedClientException');
    expect(type((await dynamodb(cloud, { ...alice, sessionToken: undefined }, 'GetItem', get('alice'))).body)).toBe('UnrecognizedClientException');
    expect(type((await dynamodb(cloud, { ...alice, secretAccessKey: 'x' }, 'GetItem', get('alice'))).body)).toBe('InvalidSignatureException');
    const old = await signed(cloud, alice, 'dynamodb', get('alice'), { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, Date.now() - 3_600_000);
    expect(type((await send(cloud.endpoint, old)).body)).toBe('InvalidSignatureException');
  });
});

describe('DynamoDB on the wire', () => {
  const BODY = JSON.stringify({ TableName: 'GameScores', Key: { UserId: { S: 'nobody' } }, ProjectionExpression: 'UserId' });
  const GET = { 'x-amz-target': 'DynamoDB_20120810.GetItem' };

  const packed = async (body: Buffer, encoding: string) =>
    send(cloud.endpoint, await signed(cloud, cloud.administrator, 'dynamodb', body as unknown as string, { ...GET, 'content-encoding': encoding }));

  test('every answer has its checksum, as the SDK for Go wants', async () => {
    for (const [credentials, body, status] of [[cloud.administrator, BODY, 200], [alice, '{}', 400], [{ ...alice, secretAccessKey: 'bad' }, BODY, 400]] as const) {
      const answer = await dynamodb(cloud, credentials, 'GetItem', body);
      expect([answer.status, answer.headers['x-amz-crc32']]).toEqual([status, String(crc32(answer.body))]);
    }
  });

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(BODY)], ['GZIP', gzipSync(BODY)], ['deflate', deflateSync(BODY)], ['identity', Buffer.from(BODY)],
    ['gzip', Buffer.concat([gzipSync(BODY.slice(0, 9)), gzipSync(BODY.slice(9))])],
  ])('a body packed with %s', async (encoding, body) => {
    expect(await packed(body, encoding)).toMatchObject({ status: 200, body: '{}' });
  });

  test.each<[string, string, Buffer, number, string]>([
    ['no gzip', 'gzip', Buffer.from(BODY), 400, 'SerializationException'],
    ['half of one', 'gzip', gzipSync(BODY).subarray(0, 30), 400, 'SerializationException'],
    ['nothing', 'gzip', Buffer.alloc(0), 400, 'SerializationException'],
    ['an unknown encoding', 'br', brotliCompressSync(BODY), 400, 'SerializationException'],
    ['two encodings', 'gzip, gzip', gzipSync(gzipSync(BODY)), 400, 'SerializationException'],
    ['more than fits unpacked', 'gzip', gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1, ' ')), 413, 'RequestEntityTooLarge'],
  ])('refused: %s', async (_, encoding, body, status, code) => {
    const answer = await packed(body, encoding);
    expect([answer.status, JSON.parse(answer.body).__type.replace(/^.*#/, '')]).toEqual([status, code]);
  });

  test('what is packed is signed as it is sent', async () => {
    const request = await signed(cloud, cloud.administrator, 'dynamodb', BODY, { ...GET, 'content-encoding': 'gzip' });
    const { status, body } = await send(cloud.endpoint, { ...request, body: gzipSync(BODY) });
    expect([status, JSON.parse(body).__type]).toEqual([400, expect.stringContaining('InvalidSignatureException')]);
  });
});

describe('services', () => {
  test('that the local cloud does not have are refused by name', async () => {
    const { status, body } = await send(cloud.endpoint, await signed(cloud, alice, 'kinesis', '{}', { 'x-amz-target': 'Kinesis_20131202.ListStreams' }));
    expect([status, JSON.parse(body)]).toEqual([501, { code: 'UnsupportedService', message: expect.stringContaining('does not support kinesis yet') }]);
    expect((await send(cloud.endpoint, { headers: ['x-amz-target', 'DynamoDBStreams_20120810.GetRecords'], body: '{}' })).status).toBe(501);
    expect((await send(cloud.endpoint, { headers: ['x-amz-target', 'DynamoDB_20111205.GetItem'], body: '{}' })).status).toBe(501);
  });
});

describe('headers given twice are refused', () => {
  test.each(['host', 'authorization', 'x-amz-target', 'X-Amz-Date', 'x-amz-security-token', 'x-local-secret', 'origin', 'content-type', 'user-agent', 'referer'])('%s', async (name) => {
    const request = await signed(cloud, alice, 'dynamodb', '{}', { 'x-amz-target': 'DynamoDB_20120810.GetItem' });
    const headers = [...request.headers.filter((_, i) => request.headers[i - i % 2] !== name.toLowerCase()), name, 'a', name.toUpperCase(), 'b'];
    const text = ['POST / HTTP/1.1', ...Array.from({ length: headers.length / 2 }, (_, i) => `${headers[2 * i]}: ${headers[2 * i + 1]}`), 'Content-Length: 2', '', '{}'];
    const answer = await raw(cloud.endpoint, text.join('\r\n'), { quiet: 500 });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`the header \\"${name.toLowerCase()}\\" is given twice`);
  });

  test('two lengths of a body', async () => {
    expect(await raw(cloud.endpoint, 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(cloud.endpoint, 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('senders that misbehave', () => {
  const big = Buffer.alloc(17 * 1024 * 1024, 'a');

  test('a signed body of more than 16 MiB is refused, announced or not', async () => {
    const { headers } = await signed(cloud, alice, 'dynamodb', big as unknown as string, { 'x-amz-target': 'DynamoDB_20120810.PutItem' });
    for (const chunked of [[], ['transfer-encoding', 'chunked']]) {
      const { status, headers: answered } = await send(cloud.endpoint, { headers: [...headers, ...chunked], body: big });
      expect([status, answered.connection]).toEqual([413, 'close']);
    }
  });

  test('one who sends nothing, half a head or half a body is cut off, and only they', async () => {
    const handle = async (_: HttpHead, body: IncomingBody) => {
      await body.read(100);
      return { status: 200, headers: {}, body: 'served' };
    };
    const services = { s3: { buckets: new Map() }, sts: { handle } } as unknown as Services;
    const server = createGateway(() => services, { requestTimeout: 300 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const slow = ['POST / HTT', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n', 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nhalf'];
    const answers = slow.map((text) => raw(endpoint, text, { quiet: 5_000 }));
    expect((await send(endpoint, {})).body).toBe('served');
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await send(endpoint, {})).body).toBe('served');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('one who hangs up in the middle harms nobody', async () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const half = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: DynamoDB_20120810.GetItem\r\nContent-Length: 100\r\n\r\n{"Tab';
    await Promise.all(Array.from({ length: 20 }, () => raw(cloud.endpoint, half, { quiet: 20, end: true })));
    expect((await send(cloud.endpoint, form(ASSUME))).status).toBe(400);
    expect(stderr).not.toHaveBeenCalled();
    stderr.mockRestore();
  });
});
