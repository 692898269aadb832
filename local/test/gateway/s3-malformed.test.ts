import { connect } from 'node:net';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { send } from '../s3/signed-request';
import { BUCKET, Files, type Keys } from '../s3/user-bucket';

const SEED = 20_260_922;
const COUNT = 2_000;

/** Mulberry32: the same sequence each time. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    const mixed = Math.imul(state, 0x9e3779b1) % 2 ** 31;
    return Math.abs(Math.imul(mixed, 0x85ebca6b) % below);
  };
}

const PIECES = [
  '/', '..', '%', '%2F', '%00', '%ff', '%zz', '?', '&', '=', '+', ';', '#', '\\', '__proto__', 'users', 'alice', BUCKET, 'uploads', 'uploadId', 'partNumber', 'list-type=2',
  'prefix=', 'max-keys=-1', 'max-keys=9e9', 'delete', 'tagging', 'X-Amz-Signature=00', 'X-Amz-Credential=a%2F20130524%2Fus-east-1%2Fs3%2Faws4_request', 'X-Amz-Expires=1',
  'continuation-token=x', 'versionId=1', 'é', '\u{1f600}', 'a'.repeat(2000),
];
const HEADERS: [string, string][] = [
  ['authorization', 'AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request, SignedHeaders=, Signature='], ['authorization', 'AWS a:b'], ['range', 'bytes=9-1'],
  ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'], ['x-amz-decoded-content-length', '-5'], ['x-amz-trailer', 'x-amz-checksum-crc32'],
  ['x-amz-date', '20130524T000000Z'], ['x-amz-copy-source', '%'], ['content-md5', '!'], ['x-amz-tagging', '%'], ['if-match', ','], ['content-encoding', 'aws-chunked'],
  ['x-amz-meta-__proto__', 'x'], ['expect', '100-continue'], ['origin', 'null'],
];
const BODIES = [
  '', 'x', '<', '<Delete>', '<Delete><Object><Key>', '<a>'.repeat(500), '5;chunk-signature=x\r\n', 'ffffffff\r\n', '0\r\n\r\n', '\r\n', '<!DOCTYPE a [<!ENTITY b "c">]><Delete/>',
  '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>', '<CompleteMultipartUpload><Part><PartNumber>99999999</PartNumber></Part></CompleteMultipartUpload>', '{}',
];
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];

let files: Files;
let alice: Keys;

beforeAll(async () => {
  files = await Files.start();
  alice = await files.credentials('alice');
});
afterAll(() => files.stop());

const stillServes = async () => files.clientWith(alice).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'users/alice/alive', Body: 'x' }));

test(`${COUNT} malformed requests are answered, and the server serves on`, async () => {
  const random = randomOf(SEED);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)];
  const statuses = new Map<number, number>();
  for (let i = 0; i < COUNT; i += 1) {
    const path = encodeURI(`/${pick([BUCKET, '', 'x', `${BUCKET}/users/alice/`])}${Array.from({ length: random(6) }, () => pick(PIECES)).join(pick(['', '/', '&', '?']))}`)
      .replaceAll('%25', '%');
    const headers = Object.fromEntries(Array.from({ length: random(5) }, () => pick(HEADERS)));
    const request = { method: pick(METHODS), path, body: pick(BODIES) };
    // Half of them are signed well, so that they get further.
    const isSigned = random(2) === 0 && !('authorization' in headers) && !path.includes('?');
    const query: Record<string, string> = isSigned ? pick<Record<string, string>>([{}, { delete: '' }, { uploads: '' }, { tagging: '' }, { 'list-type': '2' }, { partNumber: 'x', uploadId: '' }]) : {};
    const { 'x-amz-date': _, ...signable } = headers;
    const { status } = isSigned
      ? await send(files, alice, { ...request, query, headers: signable })
      : await files.raw(request.method, path, headers, request.body);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses.keys()].filter((status) => status >= 500 && status !== 501)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(COUNT);
  await stillServes();
}, 60_000);

test('no garbage on the wire stops it', async () => {
  const { hostname, port } = new URL(files.endpoint);
  const garbage = ['\0\0\0', 'GET', 'GET / HTTP/9.9\r\n\r\n', 'PUT /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
    `PUT /${BUCKET}/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, `PUT /${BUCKET}/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc`];
  for (const text of garbage) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(text));
      socket.on('error', () => resolve()).on('close', () => resolve()).resume();
    });
  }
  await stillServes();
});

test('a body above the limit is refused with an answer', async () => {
  const { hostname, port } = new URL(files.endpoint);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`PUT /${BUCKET}/users/alice/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${200 * 1024 * 1024}\r\n\r\n`);
      const block = Buffer.alloc(1024 * 1024);
      const write = () => { while (!socket.destroyed && socket.write(block)) { /* until it is full */ } };
      socket.on('drain', write);
      write();
    });
    socket.on('data', (data) => { text += data.toString('latin1'); socket.destroy(); }).on('close', () => resolve(text)).on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 413 [\s\S]*<Code>RequestEntityTooLarge<\/Code>/);
  await stillServes();
}, 30_000);
