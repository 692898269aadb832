import { once } from 'node:events';
import { truncateSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { AccountHost } from '../../src/account-host';
import { readAssembly } from '../../src/assembly';
import { createGateway } from '../../src/gateway/gateway';
import { newFolder, numbers, objectFiles } from '../s3/engine-support';
import { signedHeaders, type RawRequest } from '../s3/signed-request';
import { BUCKET, stackFile, userBucketTemplate } from '../s3/user-bucket';

/** Clients that hang up or send slowly. The bytes of a request are on disk once it is whole, or not at all. */

const KEYS = { accessKeyId: 'AKIALOCALADMINISTRAT', secretAccessKey: 'secret' };
/** Long enough for 40 MiB on a machine that is busy. */
const REQUEST_TIMEOUT_MS = 2_000;
const BODY = Buffer.alloc(300_000, 'body');
const MIB = 1024 * 1024;

let folder: string;
let host: AccountHost;
let server: Server;
let endpoint: string;

beforeEach(async () => {
  folder = newFolder();
  host = await AccountHost.open(readAssembly(stackFile(userBucketTemplate())), { administrator: KEYS, secret: 'secret', data: folder });
  server = createGateway(() => host.services, { requestTimeout: REQUEST_TIMEOUT_MS });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await host.close();
});

/** As it goes over the wire. */
async function bytesOf(request: RawRequest, body: Buffer, isChunked = false): Promise<Buffer> {
  const query = new URLSearchParams(request.query as Record<string, string>).toString();
  const framing = isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(body.length) };
  const headers = { ...await signedHeaders(endpoint, KEYS, request), ...framing, connection: 'close' };
  const head = [`${request.method} ${request.path}${query === '' ? '' : `?${query}`} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''];
  const sent = isChunked ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]) : body;
  return Buffer.concat([Buffer.from(head.join('\r\n')), sent]);
}

const UNSIGNED = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
const STREAMED = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-decoded-content-length': String(BODY.length), 'content-encoding': 'aws-chunked' };
const CHUNKS = Buffer.concat([Buffer.from(`${BODY.length.toString(16)}\r\n`), BODY, Buffer.from('\r\n0\r\n\r\n')]);

async function connected(): Promise<Socket> {
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
  await once(socket, 'connect');
  // The server may reset what is cut off.
  return socket.on('error', () => {});
}

/** What comes back until the server hangs up. */
async function answerTo(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => { text += data; });
  await once(socket, 'close');
  return text;
}

async function ask(method: string, key: string, query: Record<string, string> = {}, body = Buffer.alloc(0)): Promise<string> {
  const socket = await connected();
  socket.write(await bytesOf({ method, path: `/${BUCKET}/${key}`, query, headers: UNSIGNED }, body));
  return answerTo(socket);
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** The ways to send one object. */
async function requests(): Promise<[name: string, bytes: Buffer][]> {
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(await ask('POST', 'part', { uploads: '' }))![1];
  const put = { method: 'PUT', path: `/${BUCKET}/object` };
  return [
    ['put', await bytesOf({ ...put, headers: UNSIGNED }, BODY)],
    ['put in chunks of S3', await bytesOf({ ...put, headers: STREAMED }, CHUNKS)],
    ['put in chunks of S3, in chunks of HTTP', await bytesOf({ ...put, headers: STREAMED }, CHUNKS, true)],
    ['part', await bytesOf({ method: 'PUT', path: `/${BUCKET}/part`, query: { partNumber: '1', uploadId }, headers: UNSIGNED }, BODY)],
  ];
}

/** Nothing but the open upload, and all is served on. */
async function expectNothingStored(): Promise<void> {
  expect(objectFiles(folder)).toEqual([]);
  expect(await ask('GET', '', { 'list-type': '2' })).not.toContain('<Contents>');
  expect(statusOf(await ask('PUT', 'alive', {}, Buffer.from('alive')))).toBe(200);
  expect(await ask('GET', 'alive')).toMatch(/\r\nalive$/);
  await host.close();
  expect(objectFiles(folder)).toHaveLength(1);
}

test('whole requests are stored: what is cut off below would be', async () => {
  for (const [name, bytes] of await requests()) {
    const socket = await connected();
    socket.write(bytes);
    expect([name, statusOf(await answerTo(socket))]).toEqual([name, 200]);
  }
  expect(objectFiles(folder)).toHaveLength(2);
});

test('who hangs up in the middle of a body leaves nothing', async () => {
  const random = numbers(17);
  const closed: Promise<unknown>[] = [];
  for (const [, bytes] of await requests()) {
    for (let i = 0; i < 25; i += 1) {
      const socket = await connected();
      // At least the head's beginning, at most all but the last byte.
      const length = i === 0 ? bytes.length - 1 : 1 + random.next().value! % (bytes.length - 2);
      closed.push(once(socket, 'close'));
      await new Promise<void>((resolve) => socket.write(bytes.subarray(0, length), () => resolve()));
      if (i % 2 === 0) socket.destroy(); else socket.resetAndDestroy();
    }
  }
  await Promise.all(closed);
  await filesAre(0);
  await expectNothingStored();
}, 30_000);

test('who sends too slowly is cut off, and leaves nothing', async () => {
  const sockets: Socket[] = [];
  for (const [, bytes] of await requests()) {
    for (const length of [100, bytes.length - 100_000, bytes.length - 1]) {
      const socket = await connected();
      socket.write(bytes.subarray(0, length));
      sockets.push(socket);
    }
  }
  const served = ask('PUT', 'meanwhile', {}, BODY);
  expect((await Promise.all(sockets.map(answerTo))).map(statusOf)).toEqual(sockets.map(() => 408));
  expect(statusOf(await served)).toBe(200);
  expect(statusOf(await ask('DELETE', 'meanwhile'))).toBe(204);
  await filesAre(0);
  await expectNothingStored();
}, 30_000);

test('who hangs up while an object is sent does not keep its file', async () => {
  expect(statusOf(await ask('PUT', 'large', {}, Buffer.alloc(40 * MIB, 'large')))).toBe(200);
  const sockets = await Promise.all(Array.from({ length: 5 }, async () => {
    const socket = await connected();
    socket.write(await bytesOf({ method: 'GET', path: `/${BUCKET}/large`, headers: UNSIGNED }, Buffer.alloc(0)));
    await once(socket, 'data');
    return socket.pause();
  }));
  expect(statusOf(await ask('DELETE', 'large'))).toBe(204);
  // Those who have begun to read it may go on.
  expect(objectFiles(folder)).toHaveLength(1);
  for (const socket of sockets) socket.destroy();
  await filesAre(0);
  await expectNothingStored();
});

/** Removing a file ends after the answer. */
async function filesAre(count: number): Promise<void> {
  const end = Date.now() + 5_000;
  while (objectFiles(folder).length !== count && Date.now() < end) await new Promise(setImmediate);
  expect(objectFiles(folder)).toHaveLength(count);
}

test('an answer that breaks off in the middle is not taken for a whole one', async () => {
  expect(statusOf(await ask('PUT', 'large', {}, Buffer.alloc(40 * MIB, 'large')))).toBe(200);
  const socket = await connected();
  socket.write(await bytesOf({ method: 'GET', path: `/${BUCKET}/large`, headers: UNSIGNED }, Buffer.alloc(0)));
  await once(socket, 'data');
  socket.pause();
  const [file] = objectFiles(folder);
  truncateSync(join(folder, 's3-objects', file), 20 * MIB);
  let received = 0;
  socket.on('data', (data) => { received += data.length; }).resume();
  await once(socket, 'close');
  expect(received).toBeLessThan(40 * MIB);
  expect(statusOf(await ask('PUT', 'alive', {}, Buffer.from('alive')))).toBe(200);
});
