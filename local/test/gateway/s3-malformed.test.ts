import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, ListObjectsV2Command, ListPartsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { newFolder, objectFiles } from '../s3/engine-support';
import { send, type RawRequest } from '../s3/signed-request';
import { BUCKET, Files, userBucketTemplate, type Keys, type RawAnswer } from '../s3/user-bucket';

const SEED = 20_260_922;
const COUNT = 10_000;

/** The same sequence each time. A plain generator repeats itself in its low digits, and then many requests are the same. */
function randomOf(seed: number): (below: number) => number {
  let count = 0;
  return (below) => createHash('sha256').update(`${seed} ${count += 1}`).digest().readUInt32BE() % below;
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

/** Each operation, well-formed: what one mistake makes of it gets far. */
function wellFormed(uploadId: string): RawRequest[] {
  const path = `/${BUCKET}/users/alice/1`;
  const bucket = `/${BUCKET}`;
  return [
    { method: 'GET', path: '/' },
    { method: 'GET', path: bucket },
    { method: 'GET', path: bucket, query: { 'list-type': '2', 'prefix': 'users/', 'delimiter': '/', 'max-keys': '2', 'encoding-type': 'url' } },
    { method: 'GET', path: bucket, query: { 'uploads': '', 'max-uploads': '2' } },
    { method: 'GET', path: bucket, query: { location: '' } },
    { method: 'HEAD', path: bucket },
    { method: 'POST', path: bucket, query: { delete: '' }, body: '<Delete><Object><Key>users/alice/2</Key></Object></Delete>' },
    { method: 'PUT', path, body: 'x', headers: { 'x-amz-meta-a': 'b', 'x-amz-tagging': 'a=b' } },
    { method: 'PUT', path, body: '1\r\nx\r\n0\r\n\r\n', headers: { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': '1' } },
    { method: 'PUT', path: `${path}/copy`, headers: { 'x-amz-copy-source': `${BUCKET}/users/alice/1` } },
    { method: 'GET', path, headers: { range: 'bytes=0-0' } },
    { method: 'HEAD', path },
    { method: 'DELETE', path: `${path}/copy` },
    { method: 'GET', path, query: { tagging: '' } },
    { method: 'PUT', path, query: { tagging: '' }, body: '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>' },
    { method: 'DELETE', path, query: { tagging: '' } },
    { method: 'POST', path, query: { uploads: '' } },
    { method: 'PUT', path, query: { partNumber: '1', uploadId }, body: 'part' },
    { method: 'PUT', path, query: { partNumber: '2', uploadId }, headers: { 'x-amz-copy-source': `${BUCKET}/users/alice/1`, 'x-amz-copy-source-range': 'bytes=0-0' } },
    { method: 'GET', path, query: { uploadId } },
    { method: 'POST', path, query: { uploadId: 'none' }, body: '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>' },
    { method: 'DELETE', path, query: { uploadId: 'none' } },
  ];
}

type Pick = <T>(list: readonly T[]) => T;
type Mistake = (request: RawRequest, pick: Pick) => RawRequest;

/** A text cut off, doubled, or replaced. */
const spoilt = (text: string, pick: Pick) => pick([text.slice(0, text.length / 2), text + text, pick(PIECES), pick(BODIES).slice(0, 100)]).replace(/[\r\n]/g, ' ');

function withOneSpoilt<T extends string | string[]>(values: Readonly<Record<string, T>> = {}, pick: Pick): Record<string, T | string> {
  const names = Object.keys(values);
  if (names.length === 0) return values;
  const name = pick(names);
  return { ...values, [name]: spoilt(String(values[name]), pick) };
}

const MISTAKES: readonly Mistake[] = [
  (request, pick) => ({ ...request, method: pick(METHODS) }),
  (request, pick) => ({ ...request, path: encodeURI(`${request.path}/${pick(PIECES)}`).replaceAll('%25', '%').replaceAll('?', '%3F') }),
  (request, pick) => ({ ...request, body: pick(BODIES) }),
  (request, pick) => ({ ...request, body: spoilt(request.body ?? '', pick) }),
  (request, pick) => ({ ...request, headers: { ...request.headers, ...Object.fromEntries([pick(HEADERS.slice(2))]) } }),
  (request, pick) => ({ ...request, headers: withOneSpoilt(request.headers, pick) }),
  (request, pick) => ({ ...request, query: withOneSpoilt(request.query, pick) }),
  (request, pick) => ({ ...request, query: { ...request.query, [pick(['prefix', 'max-keys', 'versionId', 'uploadId', 'tagging', '__proto__', 'x-id'])]: pick(PIECES) } }),
];

let files: Files;
let alice: Keys;
let root: Keys;
const folder = newFolder();

beforeAll(async () => {
  files = await Files.start(userBucketTemplate(), { data: folder });
  alice = await files.credentials('alice');
  root = await files.credentials('root', 'open');
});
afterAll(() => files.stop());

/** Objects and parts that a bucket shows. */
async function bodiesShown(): Promise<string[]> {
  const administrator = files.administrator();
  const { Contents = [] } = await administrator.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const { Uploads = [] } = await administrator.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }));
  const parts = await Promise.all(Uploads.map(async ({ Key, UploadId }) => (
    (await administrator.send(new ListPartsCommand({ Bucket: BUCKET, Key, UploadId }))).Parts ?? []).map(({ PartNumber }) => `${UploadId} ${PartNumber}`)));
  return [...Contents.map(({ Key }) => Key!), ...parts.flat()];
}

const stillServes = async () => files.clientWith(alice).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'users/alice/alive', Body: 'x' }));

/** Nothing about it need be right. */
async function sendWild(pick: Pick, random: (below: number) => number): Promise<RawAnswer> {
  const pieces = Array.from({ length: random(6) }, () => pick(PIECES)).join(pick(['', '/', '&', '?']));
  const path = encodeURI(`/${pick([`${BUCKET}/`, '', 'x', `${BUCKET}/users/alice/`, BUCKET])}${pieces}`).replaceAll('%25', '%');
  return files.raw(pick(METHODS), path, Object.fromEntries(Array.from({ length: random(5) }, () => pick(HEADERS))), pick(BODIES));
}

/** Signed well, by somebody who may do anything, and wrong in a place or two. */
async function sendWrong(pick: Pick, random: (below: number) => number, uploadId: string): Promise<RawAnswer> {
  let request = pick(wellFormed(uploadId));
  for (let i = 0; i <= random(2); i += 1) request = pick(MISTAKES)(request, pick);
  const { 'x-amz-date': _, ...headers } = request.headers ?? {};
  // Node sends no other headers; the rest is what is to be judged here.
  return send(files, root, { ...request, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, encodeURI(value)])) });
}

test(`${COUNT} malformed requests are answered, and the server serves on`, async () => {
  const random = randomOf(SEED);
  const pick: Pick = (list) => list[random(list.length)];
  const { UploadId } = await files.clientWith(root).send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'users/alice/1' }));
  const seen = new Map<string, number>();
  for (let i = 0; i < COUNT; i += 1) {
    const { status, body } = await (i % 4 === 0 ? sendWild(pick, random) : sendWrong(pick, random, UploadId!));
    const code = `${status} ${/<Code>(\w+)/.exec(body)?.[1] ?? ''}`.trim();
    seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  console.log(`${COUNT} malformed S3 requests from seed ${SEED}: ${JSON.stringify(Object.fromEntries([...seen].sort()))}`);
  expect([...seen.keys()].filter((code) => code.startsWith('5') && code !== '501 NotImplemented' && code !== '501')).toEqual([]);
  // They must not all fail at the same first hurdle.
  expect(seen.size).toBeGreaterThan(30);
  await stillServes();
  // What they stored is what they show, and nothing more.
  expect(objectFiles(folder)).toHaveLength((await bodiesShown()).length);
}, 120_000);

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

test('a body that nobody signed is refused with an answer before it is there', async () => {
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
  expect(answer).toMatch(/^HTTP\/1.1 403 [\s\S]*<Code>AccessDenied<\/Code>/);
  await stillServes();
}, 30_000);
