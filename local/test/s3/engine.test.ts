import { Engine, parseRequest, type Answer, type XmlMembers } from '../../src/s3';
import { Memory } from '../../src/s3/engine/memory';
import { compareUtf8 } from '../../src/s3/engine/utf8-order';

const LOCATION = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
const bucket = { name: 'files', arn: 'arn:aws:s3:::files', corsRules: [], encryption: 'AES256' as const, aclsEnabled: false };

function engineOf(more = {}, memory?: Memory): Engine {
  return new Engine([{ ...bucket, ...more }], LOCATION, () => Date.UTC(2026, 0, 1, 0, 0, 0, 500), memory);
}

interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

async function ask(engine: Engine, method: string, key: string, { query = {}, headers = {}, body = '' }: Asked = {}): Promise<Answer> {
  const head = { method, bucket: 'files', key, parameters: new Map(Object.entries(query)), headers: new Map(Object.entries(headers)) };
  return engine.execute(parseRequest(head, Buffer.from(body)));
}

const members = (answer: Answer) => (answer.content as { members: XmlMembers }).members;

/** Deterministic, so that a failure can be repeated. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

describe('order of keys', () => {
  test('is that of their UTF-8 bytes', () => {
    const random = numbers(7);
    const units = ['a', 'b', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'];
    const text = () => Array.from({ length: random.next().value! % 5 }, () => units[random.next().value! % units.length]).join('');
    for (let i = 0; i < 5_000; i += 1) {
      const [left, right] = [text(), text()];
      expect(Math.sign(compareUtf8(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    }
  });
});

describe('lists', () => {
  const LETTERS = ['a', 'b', '/', '\u{1f600}', '\uff5e', '-'];
  const random = numbers(11);
  const word = (length: number) => Array.from({ length: 1 + random.next().value! % length }, () => LETTERS[random.next().value! % LETTERS.length]).join('');
  const keys = [...new Set(Array.from({ length: 300 }, () => word(6)))];
  const engine = engineOf();

  beforeAll(async () => {
    for (const key of keys) await ask(engine, 'PUT', key);
  });

  /** The same, without any cleverness. */
  function model(prefix: string, delimiter: string): string[] {
    const names = keys.filter((key) => key.startsWith(prefix)).map((key) => {
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? key : key.slice(0, end + delimiter.length);
    });
    return [...new Set(names)].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  }

  const cases = Array.from({ length: 150 }, () => ({
    prefix: random.next().value! % 4 === 0 ? '' : word(2), delimiter: ['', '/', '-', 'b/'][random.next().value! % 4], size: 1 + random.next().value! % 20,
  }));

  test.each(cases)('prefix $prefix, delimiter $delimiter, $size at a time', async ({ prefix, delimiter, size }) => {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const query = { 'list-type': '2', prefix, delimiter, 'max-keys': String(size), ...token === undefined ? {} : { 'continuation-token': token } };
      const page = members(await ask(engine, 'GET', '', { query }));
      const names = [
        ...(page.Contents as { Key: string }[]).map(({ Key }) => Key), ...(page.CommonPrefixes as { Prefix: string }[]).map(({ Prefix }) => Prefix),
      ].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      expect(names.length).toBe(page.KeyCount);
      expect(names.length).toBeLessThanOrEqual(size);
      found.push(...names);
      token = page.NextContinuationToken as string | undefined;
      expect(page.IsTruncated).toBe(token !== undefined);
    } while (token !== undefined);
    expect(found).toEqual(model(prefix, delimiter));
  });
});

describe('keys', () => {
  test.each([['Alice', 'alice'], ['\u00e9', 'e\u0301'], ['a/b', 'a//b'], ['a', 'a/'], ['a/../b', 'b'], ['__proto__', 'constructor'], ['\u{1f600}', '\ud83d'], [' a', 'a']])(
    '%j and %j are two', async (left, right) => {
      const engine = engineOf();
      await ask(engine, 'PUT', left, { body: 'left' });
      await expect(ask(engine, 'GET', right)).rejects.toMatchObject({ code: 'NoSuchKey', bucket: 'files' });
      await ask(engine, 'PUT', right, { body: 'right' });
      await ask(engine, 'DELETE', right);
      expect((await ask(engine, 'GET', left)).content).toEqual(Buffer.from('left'));
    });
});

describe('what an object keeps', () => {
  test.each<[string, Record<string, string>, object, string?]>([
    ['its type', { 'content-type': 'text/css' }, { 'content-type': 'text/css' }],
    ['a type where none was given', {}, { 'content-type': 'binary/octet-stream' }],
    ['its encoding without aws-chunked', { 'content-encoding': 'aws-chunked, gzip' }, { 'content-encoding': 'gzip' }],
    ['nothing of aws-chunked', { 'content-encoding': 'aws-chunked' }, { 'content-encoding': undefined }],
    ['metadata', { 'x-amz-meta-__proto__': 'x' }, { 'x-amz-meta-__proto__': 'x' }],
    ['its storage class', { 'x-amz-storage-class': 'STANDARD_IA' }, { 'x-amz-storage-class': 'STANDARD_IA' }],
    ['no word of the standard class', { 'x-amz-storage-class': 'STANDARD' }, { 'x-amz-storage-class': undefined }],
    ['a date of whole seconds', {}, { 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }],
  ])('%s', async (_, headers, expected) => {
    const engine = engineOf();
    await ask(engine, 'PUT', 'a', { headers, body: 'x' });
    const answer = await ask(engine, 'GET', 'a');
    for (const [name, value] of Object.entries(expected)) expect(answer.headers[name]).toBe(value);
  });

  const refused: [string, Record<string, string>, string, object?][] = [
    ['an ACL', { 'x-amz-acl': 'public-read' }, 'AccessControlListNotSupported'],
    ['an ACL, of a bucket that has them', { 'x-amz-acl': 'public-read' }, 'NotImplemented', { aclsEnabled: true }],
    ['a grant', { 'x-amz-grant-read': 'id="x"' }, 'AccessControlListNotSupported'],
    ['a storage class that is none', { 'x-amz-storage-class': 'x' }, 'InvalidStorageClass'],
    ['a storage class that must be restored', { 'x-amz-storage-class': 'GLACIER' }, 'NotImplemented'],
    ['a key of KMS', { 'x-amz-server-side-encryption': 'aws:kms' }, 'NotImplemented'],
    ['too much metadata', { 'x-amz-meta-a': 'x'.repeat(2048) }, 'MetadataTooLarge'],
    ['two checksums', { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' }, 'InvalidRequest'],
    ['a checksum announced and not given', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }, 'InvalidRequest'],
    ['a checksum announced and another given', { 'x-amz-sdk-checksum-algorithm': 'SHA1', 'x-amz-checksum-crc32': 'AAAAAA==' }, 'InvalidRequest'],
    ['a checksum S3 has not', { 'x-amz-sdk-checksum-algorithm': 'MD5' }, 'InvalidRequest'],
  ];
  test.each(refused.map(([name, ...expected]) => ({ name, expected })))('fails with $name', async ({ expected: [headers, code, more] }) => {
    await expect(ask(engineOf(more), 'PUT', 'a', { headers })).rejects.toMatchObject({ code });
  });

  test('bucket-owner-full-control changes nothing', async () => {
    await expect(ask(engineOf(), 'PUT', 'a', { headers: { 'x-amz-acl': 'bucket-owner-full-control' } })).resolves.toMatchObject({ status: 200 });
  });
});

test('memory has an end, which deleting moves', async () => {
  const engine = engineOf({}, new Memory(10));
  await ask(engine, 'PUT', 'a', { body: '123456' });
  await expect(ask(engine, 'PUT', 'b', { body: '12345' })).rejects.toMatchObject({ code: 'EntityTooLarge', message: expect.stringContaining('at most 10 bytes') });
  await ask(engine, 'PUT', 'a', { body: '1234567890' });
  await ask(engine, 'DELETE', 'a');
  const created = members(await ask(engine, 'POST', 'b', { query: { uploads: '' } }));
  const part = { partNumber: '1', uploadId: String(created.UploadId) };
  await ask(engine, 'PUT', 'b', { query: part, body: '1234567890' });
  await expect(ask(engine, 'PUT', 'b', { query: { ...part, partNumber: '2' }, body: '1' })).rejects.toMatchObject({ code: 'EntityTooLarge' });
  await ask(engine, 'DELETE', 'b', { query: { uploadId: part.uploadId } });
  await expect(ask(engine, 'PUT', 'a', { body: '1234567890' })).resolves.toMatchObject({ status: 200 });
});
