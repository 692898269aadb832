import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';
import { send } from './support';
import { Sha256 } from '../../src/engines/remote/sha256';
import { signedHeaders } from '../s3/signed-request';
import { BUCKET, Files, REGION, type Keys } from '../s3/user-bucket';

/** Of each request here only the head is sent: whoever waits for the body never answers. */
let files: Files;
let alice: Keys;
beforeAll(async () => {
  files = await Files.start();
  alice = await files.credentials('alice');
});
afterAll(() => files.stop());

type Headers = Readonly<Record<string, string>>;

const LONG = 'x'.repeat(50_000);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function head(method: string, path: string, headers: Headers): string {
  const all = { 'host': new URL(files.endpoint).host, 'content-length': '50000', ...headers };
  return [`${method} ${path} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

/** As soon as one is there. */
function answerTo(method: string, path: string, headers: Headers, patience = 10_000): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(files.endpoint).port), '127.0.0.1', () => socket.write(head(method, path, headers)));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const [answered, body] = text.split('\r\n\r\n');
      if (body.length >= Number(/content-length: (\d+)/i.exec(answered)?.[1] ?? 0)) socket.destroy();
    }).on('error', () => {}).on('close', () => resolve(text));
    socket.setTimeout(patience, () => socket.destroy());
  });
}

const isWaitedFor = async (headers: Headers) => (await answerTo('POST', '/', headers, 300)) === '';

/** As AWS's signer makes them for a body; without its hash, as not all SDKs send it. */
async function signed(
  service: string, headers: Headers = {}, { keys = alice, tellsHash = true }: { keys?: Keys; tellsHash?: boolean } = {},
): Promise<Headers> {
  const signer = new SignatureV4({ service, region: REGION, credentials: keys, sha256: Sha256, applyChecksum: tellsHash });
  const { host, hostname } = new URL(files.endpoint);
  return (await signer.sign({ method: 'POST', protocol: 'http:', hostname, path: '/', body: LONG, headers: { host, ...headers } })).headers;
}

const TARGETS = { dynamodb: 'DynamoDB_20120810.PutItem', ssm: 'AmazonSSM.GetParameter' };
const targetOf = (service: string): Headers => (service in TARGETS ? { 'x-amz-target': TARGETS[service as keyof typeof TARGETS] } : {});

describe('of a signed request the head is judged first', () => {
  const unknown = { accessKeyId: 'ASIAXXXXXXXXXXXXXXXX', secretAccessKey: 'x', sessionToken: 'x' };

  test.each<[service: string, unknownKey: string, mismatch: string]>([
    ['dynamodb', 'UnrecognizedClientException', 'InvalidSignatureException'],
    ['ssm', 'InvalidClientTokenId', 'SignatureDoesNotMatch'],
    ['iam', 'InvalidClientTokenId', 'SignatureDoesNotMatch'],
    ['cloudformation', 'InvalidClientTokenId', 'SignatureDoesNotMatch'],
  ])('%s', async (service, unknownKey, mismatch) => {
    const target = targetOf(service);
    for (const tellsHash of [true, false]) {
      expect(await answerTo('POST', '/', await signed(service, target, { keys: unknown, tellsHash }))).toContain(unknownKey);
      expect(await answerTo('POST', '/', await signed(service, target, { keys: { ...alice, sessionToken: 'other' }, tellsHash }))).toContain(unknownKey);
    }
    const wrong = { ...alice, secretAccessKey: 'x' };
    expect(await answerTo('POST', '/', await signed(service, target, { keys: wrong }))).toContain(mismatch);
    // What is left is the body: it is waited for.
    for (const credentials of [alice, files.cloud.administrator]) {
      expect(await isWaitedFor(await signed(service, target, { keys: credentials }))).toBe(true);
    }
    expect(await isWaitedFor(await signed(service, target, { keys: wrong, tellsHash: false }))).toBe(true);
  });

  test('nobody signed it', async () => {
    expect(await answerTo('POST', '/', targetOf('dynamodb'))).toContain('MissingAuthenticationTokenException');
    expect(await answerTo('POST', '/', targetOf('ssm'))).toContain('MissingAuthenticationToken');
  });

  test('a body is proved all the same, with its hash and without', async () => {
    for (const tellsHash of [true, false]) {
      const headers = Object.entries(await signed('dynamodb', targetOf('dynamodb'), { tellsHash })).flat();
      expect((await send(files.endpoint, { headers, body: LONG })).body).toContain('SerializationException');
      expect((await send(files.endpoint, { headers, body: `${LONG}y` })).body).toContain('InvalidSignatureException');
    }
  });
});

describe('size, operation and place are judged before the body', () => {
  test.each<[what: string, method: string, path: string, headers: Headers, found: string]>([
    ['Cognito, too long', 'POST', '/', { 'x-amz-target': 'AWSCognitoIdentityService.GetId', 'content-length': '65537' }, ' 413 '],
    ['Cognito, 16 MB', 'POST', '/', { 'x-amz-target': 'AWSCognitoIdentityService.GetId', 'content-length': '16000000' }, 'RequestEntityTooLarge'],
    ['Cognito, an operation that it has not', 'POST', '/', { 'x-amz-target': 'AWSCognitoIdentityService.ListUsers' }, 'UnknownOperationException'],
    ['Cognito, another method', 'PUT', '/', { 'x-amz-target': 'AWSCognitoIdentityService.GetId' }, 'UnknownOperationException'],
    ['STS, too long', 'POST', '/', { 'content-length': '65537' }, ' 413 '],
    ['STS, another method', 'PATCH', '/', {}, 'UnknownOperationException'],
    ['the local cloud\'s own, without the secret', 'POST', '/_local/token', {}, 'Forbidden'],
    ['the local cloud\'s own, of a page', 'POST', '/_local/token', { origin: 'https://evil.example.com' }, 'ForbiddenOrigin'],
    ['no service', 'POST', '/', { 'x-amz-target': 'Kinesis_20131202.PutRecord' }, ' 501 '],
    ['another host', 'POST', '/', { host: 'evil.example.com' }, 'ForbiddenHost'],
    ['S3, unsigned', 'PUT', `/${BUCKET}/users/alice/a`, {}, 'AccessDenied'],
  ])('%s', async (_, method, path, headers, found) => {
    expect(await answerTo(method, path, headers)).toContain(found);
  });

  test('the administrator\'s requests, too, where they are too long', async () => {
    const keys = files.cloud.administrator;
    for (const [service, length] of [['dynamodb', 16 * 1024 ** 2 + 1], ['ssm', 65_537], ['iam', 65_537], ['cloudformation', 512 * 1024 + 1]] as const) {
      const headers = await signed(service, targetOf(service), { keys });
      expect(await answerTo('POST', '/', { ...headers, 'content-length': String(length) })).toContain(' 413 ');
    }
    expect(await answerTo('POST', '/_local/token', { 'x-local-secret': files.cloud.secret, 'content-length': '2097153' })).toContain(' 413 ');
  });

  test.each(['AWSCognitoIdentityService.GetId', undefined])('a body without a length is read as far as its limit: %s', async (target) => {
    const headers = ['transfer-encoding', 'chunked', ...target === undefined ? [] : ['x-amz-target', target]];
    for (const [size, status] of [[65_536, 400], [65_537, 413]]) {
      expect((await send(files.endpoint, { headers, body: 'x'.repeat(size) })).status).toBe(status);
    }
  });
});

describe('S3', () => {
  const put = async (path: string, { keys = alice, headers = {} }: { keys?: Keys; headers?: Headers } = {}): Promise<Headers> => (
    signedHeaders(files.endpoint, keys, { method: 'PUT', path, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers } }));
  const OWN = `/${BUCKET}/users/alice/a`;

  test.each<[what: string, path: string, options: () => { keys?: Keys; headers?: Headers }, length: number, code: string]>([
    ['another secret', OWN, () => ({ keys: { ...alice, secretAccessKey: 'x' } }), 50_000, 'SignatureDoesNotMatch'],
    ['an unknown key', OWN, () => ({ keys: { ...alice, accessKeyId: 'ASIAXXXXXXXXXXXXXXXX' } }), 50_000, 'InvalidAccessKeyId'],
    ['another user\'s folder', `/${BUCKET}/users/bob/a`, () => ({}), 50_000, 'AccessDenied'],
    ['a bucket that is not there', '/no-such-bucket/a', () => ({}), 50_000, 'NoSuchBucket'],
    ['more than 5 GiB', OWN, () => ({}), 5 * 1024 ** 3 + 1, 'EntityTooLarge'],
    ['a hash that is none', OWN, () => ({ headers: { 'x-amz-content-sha256': 'x' } }), 50_000, 'InvalidArgument'],
    ['an unknown header', OWN, () => ({ headers: { 'x-amz-object-lock-mode': 'x' } }), 50_000, 'NotImplemented'],
    ['a digest that is none', OWN, () => ({ headers: { 'content-md5': 'x' } }), 50_000, 'InvalidDigest'],
    ['a checksum that is none', OWN, () => ({ headers: { 'x-amz-checksum-crc32': 'x' } }), 50_000, 'InvalidRequest'],
    ['a trailer of another kind', OWN, () => ({
      headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '5', 'x-amz-trailer': 'x-amz-meta-a' },
    }), 50_000, 'NotImplemented'],
    ['more than 5 GiB, in chunks', OWN, () => ({
      headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': String(5 * 1024 ** 3 + 1) },
    }), 50_000, 'EntityTooLarge'],
    ['a length that is none', OWN, () => ({
      headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '0x10' },
    }), 50_000, 'IncompleteBody'],
  ])('%s is refused by the head', async (_, path, options, length, code) => {
    expect(await answerTo('PUT', path, { ...await put(path, options()), 'content-length': String(length) })).toContain(`<Code>${code}</Code>`);
  });

  test('a document that is too long, and a body where there is none, too', async () => {
    const path = `/${BUCKET}?delete=`;
    const headers = await signedHeaders(files.endpoint, files.cloud.administrator, {
      method: 'POST', path: `/${BUCKET}`, query: { delete: '' }, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    });
    expect(await answerTo('POST', path, { ...headers, 'content-length': String(2 * 1024 ** 2 + 1) })).toContain('<Code>MaxMessageLengthExceeded</Code>');
    const get = await signedHeaders(files.endpoint, alice, { method: 'GET', path: OWN, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
    expect(await answerTo('GET', OWN, get)).toContain('<Code>InvalidRequest</Code>');
  });

  test('who asks first is told to send only what is permitted', async () => {
    const expecting = { expect: '100-continue' };
    expect(await answerTo('PUT', `/${BUCKET}/users/bob/a`, { ...await put(`/${BUCKET}/users/bob/a`), ...expecting })).toMatch(/^HTTP\/1\.1 403 /);
    expect(await answerTo('PUT', OWN, { ...await put(OWN), ...expecting })).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    expect(await answerTo('PUT', OWN, { ...await put(OWN), expect: 'a miracle' })).toMatch(/^HTTP\/1\.1 417 /);
  });

  test.each<[string, Headers, string, string]>([
    ['another hash', { 'x-amz-content-sha256': sha256('other') }, 'body', 'XAmzContentSHA256Mismatch'],
    ['another digest', { 'content-md5': createHash('md5').update('other').digest('base64') }, 'body', 'BadDigest'],
    ['another checksum', { 'x-amz-checksum-sha256': createHash('sha256').update('other').digest('base64') }, 'body', 'BadDigest'],
    ['fewer bytes than announced', {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '5',
    }, '4\r\nbody\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a small chunk before another', {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '8',
    }, '4\r\nbody\r\n4\r\nbody\r\n0\r\n\r\n', 'InvalidChunkSizeError'],
    ['another checksum behind it', {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '4', 'x-amz-trailer': 'x-amz-checksum-crc32',
    }, '4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    ['no checksum behind it', {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '4', 'x-amz-trailer': 'x-amz-checksum-crc32',
    }, '4\r\nbody\r\n0\r\n\r\n', 'MalformedTrailerError'],
  ])('a body that is found to have %s at its end is not stored', async (_, headers, body, code) => {
    const answer = await files.raw('PUT', OWN, { ...await put(OWN, { headers }) }, body);
    expect(answer.body).toContain(`<Code>${code}</Code>`);
    const get = await signedHeaders(files.endpoint, files.cloud.administrator, { method: 'GET', path: OWN, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } });
    expect((await files.raw('GET', OWN, get)).status).toBe(404);
  });
});

describe('who is refused while sending hears why', () => {
  test('the answer comes before the connection ends, however much is still sent', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { status, headers } = await send(files.endpoint, { headers: ['x-amz-target', 'AWSCognitoIdentityService.GetId'], body: Buffer.alloc(16_000_000, 'x') });
      expect([status, headers.connection]).toEqual([413, 'close']);
    }
  }, 30_000);

  test('a short body is read away, and the connection goes on', async () => {
    const bad = `${head('POST', '/', { ...targetOf('dynamodb'), 'content-length': '5' })}hello`;
    const answers = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(new URL(files.endpoint).port), '127.0.0.1', () => socket.write(bad + bad));
      socket.on('data', (data) => {
        text += data.toString('latin1');
        if (text.split('MissingAuthenticationTokenException').length > 2) socket.destroy();
      }).on('close', () => resolve(text));
      socket.setTimeout(1000, () => socket.destroy());
    });
    expect(answers.match(/HTTP\/1\.1 400 /g)).toHaveLength(2);
  });

  test('who sends on without end is cut off', async () => {
    const socket = connect(Number(new URL(files.endpoint).port), '127.0.0.1');
    socket.on('error', () => {}).resume();
    socket.write(head('POST', '/', { 'x-amz-target': 'AWSCognitoIdentityService.GetId', 'content-length': '1000000000' }));
    const sending = setInterval(() => socket.write('x'.repeat(1000)), 50);
    const begin = Date.now();
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(sending);
    expect(Date.now() - begin).toBeLessThan(10_000);
  }, 15_000);
});
