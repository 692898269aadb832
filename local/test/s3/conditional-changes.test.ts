import { ask, bucketOf, completeUpload, createUpload, members, read, STORAGES, uploadPart, type Asked } from './engine-support';
import { md5 } from '../../src/engines/s3/checksums';
import type { Engine } from '../../src/engines/s3/engine';

/*
 * Deletions and copies that depend on what is there. What AWS answers where nothing is there was measured by others
 * (ministackorg/ministack#1475, localstack/localstack#13894): 404, whatever the condition.
 */

const deletion = (...objects: readonly string[]) => `<Delete>${objects.map((object) => `<Object>${object}</Object>`).join('')}</Delete>`;
const md5Of = (text: string) => md5(Buffer.from(text)).toString('base64');

describe.each(STORAGES)('%s', (_, open) => {
  let engine: Engine;

  beforeEach(async () => { engine = await open([bucketOf('files'), bucketOf('kept', { versioning: 'Enabled' })]); });
  afterEach(() => engine.close());

  const code = (asked: Promise<unknown>) => asked.then(() => 'ok', (error: { code: string }) => error.code);
  const put = async (key: string, body: string, asked: Asked = {}) => (await ask(engine, 'PUT', key, { ...asked, body })).headers.etag;
  const remove = (key: string, match: string, asked: Asked = {}) => code(ask(engine, 'DELETE', key, { ...asked, headers: { 'if-match': match } }));

  test('an object is deleted where it is the one that was read', async () => {
    const etag = await put('a', 'first');
    await put('a', 'second');
    expect(await remove('a', etag)).toBe('PreconditionFailed');
    expect(await read(engine, 'a')).toBe('second');
    expect(await remove('a', await put('a', 'first'))).toBe('ok');
    expect(await code(read(engine, 'a'))).toBe('NoSuchKey');
  });

  test('`*` asks for any object, and finds none where there is none', async () => {
    await put('a', 'x');
    expect(await remove('a', '*')).toBe('ok');
    expect(await remove('a', '*')).toBe('NoSuchKey');
    expect(await remove('a', '"x"')).toBe('NoSuchKey');
    expect(await code(ask(engine, 'DELETE', 'a'))).toBe('ok');
  });

  test('in a bucket that keeps versions the latest one counts, and a marker is no object', async () => {
    const kept = { bucket: 'kept' };
    const etag = await put('a', 'x', kept);
    expect(await remove('a', '"other"', kept)).toBe('PreconditionFailed');
    expect(await remove('a', etag, kept)).toBe('ok');
    expect(await remove('a', etag, kept)).toBe('NoSuchKey');
    expect(await remove('a', '*', kept)).toBe('NoSuchKey');
    expect(await read(engine, 'a', { ...kept, query: { versionId: await oldest() } })).toBe('x');
  });

  const oldest = async () => {
    const { Version } = members(await ask(engine, 'GET', '', { bucket: 'kept', query: { versions: '' } })) as { Version: { VersionId: string }[] };
    return Version.at(-1)!.VersionId;
  };

  test('entries of a list each have a condition of their own', async () => {
    const [a, b] = [await put('a', 'a'), await put('b', 'b')];
    const answer = await ask(engine, 'POST', '', {
      query: { delete: '' },
      headers: { 'content-md5': md5Of(deletion(...entries(a, b))) },
      body: deletion(...entries(a, b)),
    });
    expect(members(answer)).toMatchObject({
      Deleted: [{ Key: 'a' }],
      Error: [
        { Key: 'b', Code: 'PreconditionFailed', Message: 'At least one of the pre-conditions you specified did not hold' },
        { Key: 'c', Code: 'NoSuchKey' },
      ],
    });
    expect(await code(read(engine, 'a'))).toBe('NoSuchKey');
    expect(await read(engine, 'b')).toBe('b');
  });

  const entries = (a: string, b: string) => [`<Key>a</Key><ETag>${a}</ETag>`, `<Key>b</Key><ETag>${b.replace(/\w/, 'x')}</ETag>`, '<Key>c</Key><ETag>*</ETag>'];

  test('a copy is made where its destination is as expected', async () => {
    const [source, first] = [await put('source', 'source'), await put('a', 'first')];
    const copy = (headers: Asked['headers'], key = 'a') => code(ask(engine, 'PUT', key, { headers: { 'x-amz-copy-source': 'files/source', ...headers } }));
    expect(await copy({ 'if-none-match': '*' })).toBe('PreconditionFailed');
    expect(await copy({ 'if-match': source })).toBe('PreconditionFailed');
    expect(await copy({ 'if-match': '*' }, 'missing')).toBe('NoSuchKey');
    expect(await read(engine, 'a')).toBe('first');
    expect(await copy({ 'if-match': first })).toBe('ok');
    expect(await copy({ 'if-none-match': '*' }, 'new')).toBe('ok');
    expect([await read(engine, 'a'), await read(engine, 'new')]).toEqual(['source', 'source']);
  });

  describe('part numbers (Amazon S3 API Reference, CompletedPart)', () => {
    const crc32 = 'AAAAAA==';
    const upload = async (type?: string, first = 1) => {
      const headers: Asked['headers'] = type === undefined ? {} : { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': type };
      const uploadId = await createUpload(engine, 'a', { headers });
      const etag = await uploadPart(engine, 'a', uploadId, first, { body: '', headers: type === undefined ? {} : { 'x-amz-checksum-crc32': crc32 } });
      return code(completeUpload(engine, 'a', uploadId, [[first, etag, type && `<ChecksumCRC32>${crc32}</ChecksumCRC32>`]]));
    };

    test('follow each other from 1 on where the checksum is made of those of the parts', async () => {
      expect(await upload('COMPOSITE', 2)).toBe('InvalidPartOrder');
      expect(await upload('COMPOSITE')).toBe('ok');
    });

    test('are free otherwise', async () => {
      expect([await upload(undefined, 2), await upload('FULL_OBJECT', 2)]).toEqual(['ok', 'ok']);
    });
  });
});
