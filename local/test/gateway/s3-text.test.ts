import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { codeOf, signedHeaders } from '../s3/signed-request';
import { BUCKET, Files, type Keys } from '../s3/user-bucket';

const PATH = `/${BUCKET}/users/alice/1`;

let files: Files;
let alice: Keys;

beforeAll(async () => {
  files = await Files.start();
  alice = await files.credentials('alice');
  await files.clientWith(alice).send(new PutObjectCommand({ Bucket: BUCKET, Key: 'users/alice/1', Body: 'text' }));
});
afterAll(() => files.stop());

/** The bytes of UTF-8, a character each: what Node.js writes as they are. */
const bytes = (value: string) => Buffer.from(value).toString('latin1');

/** Signs texts, and sends them in the encoding given: over a socket, since Node.js encodes headers as it likes. Gives the code, or the status. */
async function put(headers: Readonly<Record<string, string>>, encode: (text: string) => string, path = PATH): Promise<string> {
  const body = 'text';
  const signed = await signedHeaders(files.endpoint, alice, {
    method: 'PUT', path, body, headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'), ...headers },
  });
  const lines = Object.entries({ ...signed, 'content-length': '4', 'connection': 'close' }).map(([name, value]) => `${name}: ${encode(value)}\r\n`);
  const socket = connect(Number(new URL(files.endpoint).port), '127.0.0.1');
  socket.end(Buffer.from(`PUT ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 'latin1'));
  const answer = await text(socket);
  return /<Code>(\w+)</.exec(answer)?.[1] ?? answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length);
}

async function get() {
  return files.raw('GET', PATH, await signedHeaders(files.endpoint, alice, { method: 'GET', path: PATH }));
}

describe('text that is not ASCII', () => {
  // The last byte of an à is a blank in ISO 8859-1, and none here.
  const TEXT = { 'x-amz-meta-mood': 'gerührt ☕ voilà', 'content-disposition': 'attachment; filename="é☕.txt"' };

  test('is signed as UTF-8, and told as it came, metadata as RFC 2047 has it', async () => {
    expect(await put(TEXT, bytes)).toBe('200');
    const { status, headers, body } = await get();
    expect([status, body]).toEqual([200, 'text']);
    expect(Buffer.from(String(headers['content-disposition']), 'latin1').toString()).toBe(TEXT['content-disposition']);
    // The example of the Amazon S3 User Guide, "Working with object metadata", has it so: the bytes are taken for ISO 8859-1.
    expect(headers['x-amz-meta-mood']).toBe(`=?UTF-8?B?${Buffer.from(bytes(TEXT['x-amz-meta-mood'])).toString('base64')}?=`);
  });

  test('counts as bytes', async () => {
    const metadata = (count: number) => ({ 'x-amz-meta-a': 'é'.repeat(count) });
    expect(await put(metadata(1023), bytes)).toBe('200');
    expect(await put(metadata(1024), bytes)).toBe('MetadataTooLarge');
  });

  test('is not proved by a signature over other bytes', async () => {
    expect(await put({ 'x-amz-meta-mood': 'gerührt' }, (value) => value)).toBe('SignatureDoesNotMatch');
    expect(await put({ 'x-amz-meta-mood': 'gerührt' }, (value) => bytes(value).replace(bytes('ü'), bytes('ö')))).toBe('SignatureDoesNotMatch');
  });

  test('names no source of a copy unless it is URL-encoded', async () => {
    for (const encode of [bytes, (value: string) => value]) {
      expect(await put({ 'x-amz-copy-source': `${BUCKET}/users/alice/é` }, encode)).toBe('SignatureDoesNotMatch');
    }
  });

  test('comes back in the header that a URL asks for', async () => {
    const url = (ResponseContentDisposition: string) => getSignedUrl(
      files.clientWith(alice) as any, new GetObjectCommand({ Bucket: BUCKET, Key: 'users/alice/1', ResponseContentDisposition }) as any);
    const answer = async (disposition: string) => {
      const { pathname, search } = new URL(await url(disposition));
      return files.raw('GET', pathname + search);
    };
    expect(await answer('attachment; filename="é.txt"')).toMatchObject({ status: 200, body: 'text', headers: { 'content-disposition': 'attachment; filename="é.txt"' } });
    expect(codeOf(await answer('attachment; filename="☕.txt"'))).toBe('InvalidArgument');
  });
});
