import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ask, bodyCount, bucketOf, CLOCK, completeUpload, createUpload, LOCATION, members, numbers, read, STORAGES, uploadPart } from './engine-support';
import { MemoryBodies } from '../../src/engines/s3/bodies/memory-bodies';
import { Engine } from '../../src/engines/s3/engine';
import { MemoryStorage } from '../../src/engines/s3/storage/memory-storage';
import { compareUtf8 } from '../../src/utf8-order';

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

describe.each(STORAGES)('lists %s', (_, open) => {
  const LETTERS = ['a', 'b', '/', '\u{1f600}', '\uff5e', '-'];
  const random = numbers(11);
  const word = (length: number) => Array.from({ length: 1 + random.next().value! % length }, () => LETTERS[random.next().value! % LETTERS.length]).join('');
  const keys = [...new Set(Array.from({ length: 300 }, () => word(6)))];
  let engine: Engine;

  beforeAll(async () => {
    engine = await open([bucketOf('files')]);
    await Promise.all(keys.map((key) => ask(engine, 'PUT', key)));
  });
  afterAll(() => engine.close());

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

describe.each(STORAGES)('keys %s', (_, open) => {
  test.each([['Alice', 'alice'], ['\u00e9', 'e\u0301'], ['a/b', 'a//b'], ['a', 'a/'], ['a/../b', 'b'], ['__proto__', 'constructor'], ['\u{1f600}', '\ud83d'], [' a', 'a']])(
    '%j and %j are two', async (left, right) => {
      const engine = await open([bucketOf('files')]);
      await ask(engine, 'PUT', left, { body: 'left' });
      await expect(ask(engine, 'GET', right)).rejects.toMatchObject({ code: 'NoSuchKey', bucket: 'files' });
      await ask(engine, 'PUT', right, { body: 'right' });
      await ask(engine, 'DELETE', right);
      expect(await read(engine, left)).toBe('left');
      await engine.close();
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
    const engine = new Engine([bucketOf('files')], LOCATION, CLOCK);
    await ask(engine, 'PUT', 'a', { headers, body: 'x' });
    const answer = await ask(engine, 'GET', 'a');
    for (const [name, value] of Object.entries(expected)) expect(answer.headers[name]).toBe(value);
  });

  const refused: [string, Record<string, string>, string, object?][] = [
    ['an ACL', { 'x-amz-acl': 'public-read' }, 'AccessControlListNotSupported'],
    ['an ACL, of a bucket that has them', { 'x-amz-acl': 'public-read' }, 'NotImplemented', { ownership: 'ObjectWriter' }],
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
    await expect(ask(new Engine([bucketOf('files', more)], LOCATION, CLOCK), 'PUT', 'a', { headers })).rejects.toMatchObject({ code });
  });

  test('bucket-owner-full-control changes nothing', async () => {
    await expect(ask(new Engine([bucketOf('files')], LOCATION, CLOCK), 'PUT', 'a', { headers: { 'x-amz-acl': 'bucket-owner-full-control' } })).resolves.toMatchObject({ status: 200 });
  });
});

describe.each(STORAGES)('checksums of uploads %s', (_, open) => {
  const hash = (algorithm: string, ...chunks: Buffer[]) => chunks.reduce((made, chunk) => made.update(chunk), createHash(algorithm)).digest();
  const crc = (...chunks: Buffer[]) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(chunks.reduce((value, chunk) => crc32(chunk, value), 0));
    return bytes;
  };
  const [first, second] = [Buffer.alloc(5 * 1024 * 1024, 'first'), Buffer.from('second')];

  test.each([
    ['SHA256', 'COMPOSITE', `${hash('sha256', hash('sha256', first), hash('sha256', second)).toString('base64')}-2`],
    ['SHA1', 'COMPOSITE', `${hash('sha1', hash('sha1', first), hash('sha1', second)).toString('base64')}-2`],
    ['CRC32', 'COMPOSITE', `${crc(crc(first), crc(second)).toString('base64')}-2`],
    ['CRC32', 'FULL_OBJECT', crc(first, second).toString('base64')],
  ])('%s, %s', async (algorithm, type, expected) => {
    const engine = await open([bucketOf('files')]);
    const uploadId = await createUpload(engine, 'a', { headers: { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type } });
    const ofPart = (body: Buffer) => (algorithm === 'CRC32' ? crc(body) : hash(algorithm.toLowerCase(), body)).toString('base64');
    const list = await Promise.all([first, second].map(async (body, i) => {
      const headers = { [`x-amz-checksum-${algorithm.toLowerCase()}`]: ofPart(body) };
      return [i + 1, await uploadPart(engine, 'a', uploadId, i + 1, { body, headers }), `<Checksum${algorithm}>${ofPart(body)}</Checksum${algorithm}>`] as const;
    }));
    const wrong = { headers: { [`x-amz-checksum-${algorithm.toLowerCase()}`]: 'AAAAAA==' } };
    await expect(completeUpload(engine, 'a', uploadId, list, wrong)).rejects.toMatchObject({ code: 'BadDigest' });
    await completeUpload(engine, 'a', uploadId, list, { headers: { [`x-amz-checksum-${algorithm.toLowerCase()}`]: expected } });
    const { headers } = await ask(engine, 'HEAD', 'a', { headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    expect([headers[`x-amz-checksum-${algorithm.toLowerCase()}`], headers['x-amz-checksum-type']]).toEqual([expected, type]);
    await engine.close();
    expect(bodyCount(engine)).toBe(1);
  });
});

test('memory has an end, which deleting moves', async () => {
  const engine = new Engine([bucketOf('files')], LOCATION, CLOCK, new MemoryStorage(new MemoryBodies(10)));
  const put = (key: string, body: string) => ask(engine, 'PUT', key, { body });
  await put('a', '12345');
  await expect(put('b', '123456')).rejects.toMatchObject({ code: 'EntityTooLarge', message: expect.stringContaining('at most 10 bytes') });
  // While it is replaced there are both.
  await put('a', '54321');
  await expect(put('a', '123456')).rejects.toMatchObject({ code: 'EntityTooLarge' });
  await ask(engine, 'DELETE', 'a');
  const uploadId = await createUpload(engine, 'b');
  await uploadPart(engine, 'b', uploadId, 1, { body: '1234567890' });
  await expect(uploadPart(engine, 'b', uploadId, 2, { body: '1' })).rejects.toMatchObject({ code: 'EntityTooLarge' });
  await ask(engine, 'DELETE', 'b', { query: { uploadId } });
  await put('a', '1234567890');
  await expect(ask(engine, 'PUT', 'a', { headers: { 'if-none-match': '*' } })).rejects.toMatchObject({ code: 'PreconditionFailed' });
  await engine.setBuckets([bucketOf('other')]);
  await expect(ask(engine, 'PUT', 'a', { bucket: 'other', body: '1234567890' })).resolves.toMatchObject({ status: 200 });
});
