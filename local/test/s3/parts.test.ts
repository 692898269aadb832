import { createHash } from 'node:crypto';
import {
  ask, bodyCount, bucketOf, bytesOf, completeUpload, createUpload, members, newFolder, openOnDisk, read, SENDER, STORAGES, uploadPart,
  type Asked, type PartOfList,
} from './engine-support';
import type { Engine } from '../../src/engines/s3/engine';
import type { XmlMembers } from '../../src/protocols/xml';

const [FIRST, SECOND] = [Buffer.alloc(5 * 1024 * 1024, 'first'), Buffer.from('second')];
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('base64');
const checksum = (body: Buffer) => `<ChecksumSHA256>${sha256(body)}</ChecksumSHA256>`;
const CHECKED = { headers: { 'x-amz-checksum-algorithm': 'SHA256' } };
const checked = (body: Buffer) => ({ body, headers: { 'x-amz-checksum-sha256': sha256(body) } });

/** An upload with the two parts, as they are listed to complete it. */
async function uploaded(engine: Engine, key = 'a'): Promise<{ uploadId: string; parts: PartOfList[] }> {
  const uploadId = await createUpload(engine, key, CHECKED);
  const parts = await Promise.all([FIRST, SECOND].map(async (body, i): Promise<PartOfList> => (
    [i + 1, await uploadPart(engine, key, uploadId, i + 1, checked(body)), checksum(body)])));
  return { uploadId, parts };
}

async function completed(engine: Engine): Promise<Engine> {
  const { uploadId, parts } = await uploaded(engine);
  await completeUpload(engine, 'a', uploadId, parts);
  return engine;
}

describe.each(STORAGES)('parts %s', (_, open) => {
  let engine: Engine;

  beforeEach(async () => { engine = await open([bucketOf('files')]); });
  afterEach(() => engine.close());

  const code = (asked: Promise<unknown>) => asked.then(() => 'ok', (error: { code: string }) => error.code);

  test('are read one by one', async () => {
    await completed(engine);
    const get = async (partNumber: string, method = 'GET', headers: Asked['headers'] = { 'x-amz-checksum-mode': 'ENABLED' }) => (
      ask(engine, method, 'a', { query: { partNumber }, headers }));
    const second = await get('2');
    expect(second).toMatchObject({
      status: 206,
      headers: {
        'content-length': '6',
        'content-range': `bytes ${FIRST.length}-${FIRST.length + 5}/${FIRST.length + 6}`,
        'x-amz-mp-parts-count': '2',
        'x-amz-checksum-sha256': sha256(SECOND),
      },
    });
    expect((await bytesOf(second)).toString()).toBe('second');
    expect((await bytesOf(await get('1'))).equals(FIRST)).toBe(true);
    expect(await get('1', 'HEAD')).toMatchObject({ status: 206, headers: { 'content-length': String(FIRST.length), 'x-amz-mp-parts-count': '2' }, content: undefined });
    expect(await code(get('3'))).toBe('InvalidPartNumber');
    for (const number of ['0', '-1', '1.5', '10001', 'x', '']) expect(await code(get(number))).toBe('InvalidArgument');
    expect(await code(get('1', 'GET', { range: 'bytes=0-1' }))).toBe('InvalidRequest');
  });

  test('what was put at once is one part', async () => {
    await ask(engine, 'PUT', 'b', { body: 'whole' });
    const answer = await ask(engine, 'GET', 'b', { query: { partNumber: '1' } });
    expect(answer).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-4/5' } });
    expect(answer.headers).not.toHaveProperty('x-amz-mp-parts-count');
    expect(await code(ask(engine, 'GET', 'b', { query: { partNumber: '2' } }))).toBe('InvalidPartNumber');
  });

  test('are among the attributes', async () => {
    await completed(engine);
    const attributes = async (names: string, headers = {}, key = 'a') => (
      members(await ask(engine, 'GET', key, { query: { attributes: '' }, headers: { 'x-amz-object-attributes': names, ...headers } })));
    expect(await attributes('ETag,Checksum,ObjectParts,StorageClass,ObjectSize')).toMatchObject({
      ETag: expect.stringMatching(/^[0-9a-f]{32}-2$/),
      Checksum: { ChecksumSHA256: expect.stringMatching(/-2$/), ChecksumType: 'COMPOSITE' },
      ObjectParts: {
        PartsCount: 2, IsTruncated: false, Part: [{ PartNumber: 1, Size: FIRST.length }, { PartNumber: 2, Size: 6, ChecksumSHA256: sha256(SECOND) }],
      },
      StorageClass: 'STANDARD',
      ObjectSize: FIRST.length + 6,
    });
    expect(await attributes('ObjectParts', { 'x-amz-max-parts': '1' })).toMatchObject({
      ObjectParts: { IsTruncated: true, NextPartNumberMarker: 1, Part: [{ PartNumber: 1 }] },
    });
    expect(await attributes('ObjectParts', { 'x-amz-part-number-marker': '1' })).toMatchObject({ ObjectParts: { Part: [{ PartNumber: 2 }], IsTruncated: false } });
    expect(Object.keys(await attributes('ObjectSize'))).toEqual(['ObjectSize']);
    await ask(engine, 'PUT', 'b', { body: 'whole' });
    expect(await attributes('ObjectParts, ObjectSize', {}, 'b')).toEqual({ ObjectParts: undefined, ObjectSize: 5 });
    expect(await code(attributes('Etag'))).toBe('InvalidArgument');
    expect(await code(ask(engine, 'GET', 'a', { query: { attributes: '' } }))).toBe('InvalidRequest');
    expect(await code(attributes('ETag', {}, 'missing'))).toBe('NoSuchKey');
  });

  test('are sent again, and the last one counts', async () => {
    const { uploadId, parts: [first] } = await uploaded(engine);
    const again = Buffer.from('again');
    const etag = await uploadPart(engine, 'a', uploadId, 2, checked(again));
    await completeUpload(engine, 'a', uploadId, [first, [2, etag, checksum(again)]]);
    expect((await read(engine, 'a')).slice(FIRST.length)).toBe('again');
    await engine.close();
    expect(bodyCount(engine)).toBe(1);
  });

  test('are completed again by whoever lost the answer', async () => {
    const { uploadId, parts } = await uploaded(engine);
    const complete = (list = parts, key = 'a') => completeUpload(engine, key, uploadId, list, { headers: { 'if-none-match': '*' } });
    const first = members(await complete());
    expect(members(await complete())).toEqual(first);
    expect(await code(complete(parts.slice(1)))).toBe('NoSuchUpload');
    expect(await code(complete(parts, 'b'))).toBe('NoSuchUpload');
    await ask(engine, 'PUT', 'a', { body: 'other' });
    expect(await code(complete())).toBe('NoSuchUpload');
    expect(await read(engine, 'a')).toBe('other');
  });

  test('are not taken with other checksums than the upload has', async () => {
    const { uploadId, parts: [first, second] } = await uploaded(engine);
    const complete = (...parts: PartOfList[]) => code(completeUpload(engine, 'a', uploadId, parts));
    expect(await complete(first, [2, second[1]])).toBe('InvalidRequest');
    expect(await complete(first, [2, second[1], checksum(FIRST)])).toBe('InvalidPart');
    expect(await complete(first, [2, second[1], '<ChecksumCRC32>AAAAAA==</ChecksumCRC32>'])).toBe('InvalidPart');
    const part = (headers: Asked['headers']) => code(uploadPart(engine, 'a', uploadId, 2, { body: SECOND, headers }));
    expect(await part({})).toBe('InvalidRequest');
    expect(await part({ 'x-amz-checksum-sha1': createHash('sha1').update(SECOND).digest('base64') })).toBe('InvalidRequest');
    expect(await complete(first, second)).toBe('ok');
  });

  test('are copied with the checksum that the upload has', async () => {
    await ask(engine, 'PUT', 'source', { body: SECOND });
    const { uploadId, parts: [first] } = await uploaded(engine);
    const copied = await ask(engine, 'PUT', 'a', { query: { partNumber: '2', uploadId }, headers: { 'x-amz-copy-source': 'files/source' } });
    expect(members(copied)).toMatchObject({ ChecksumSHA256: sha256(SECOND) });
    await completeUpload(engine, 'a', uploadId, [first, [2, String(members(copied).ETag), checksum(SECOND)]]);
  });

  test('are copied from a source that is looked at first', async () => {
    const copy = (source: string, headers = {}) => code(ask(engine, 'PUT', 'a', {
      query: { partNumber: '1', uploadId: 'none' }, headers: { 'x-amz-copy-source': source, ...headers },
    }));
    await ask(engine, 'PUT', 'source', { body: 'x' });
    expect(await copy('files/missing')).toBe('NoSuchKey');
    expect(await copy('files/source', { 'x-amz-copy-source-if-match': '"other"' })).toBe('PreconditionFailed');
    expect(await copy('files/source')).toBe('NoSuchUpload');
  });

  test('uploads are listed in pages, with whoever began them', async () => {
    for (const key of ['a', 'b/1', 'b/2', 'c']) await createUpload(engine, key);
    const named = (list: unknown) => (list as XmlMembers[]).map(({ Key, Prefix }) => Key ?? Prefix);
    const keys = ({ Upload, CommonPrefixes }: XmlMembers) => [...named(Upload), ...named(CommonPrefixes)];
    const pages: unknown[] = [];
    let query: Record<string, string> = { 'uploads': '', 'delimiter': '/', 'max-uploads': '1' };
    for (;;) {
      const page = members(await ask(engine, 'GET', '', { query }));
      pages.push(keys(page));
      expect(page).toMatchObject({ KeyMarker: query['key-marker'] ?? '', UploadIdMarker: query['upload-id-marker'] ?? '' });
      if (page.IsTruncated !== true) break;
      query = { ...query, 'key-marker': String(page.NextKeyMarker), 'upload-id-marker': String(page.NextUploadIdMarker) };
    }
    expect(pages).toEqual([['a'], ['b/'], ['c']]);
    const { Upload: [first] } = members(await ask(engine, 'GET', '', { query: { uploads: '' } })) as { Upload: XmlMembers[] };
    expect(first.Initiator).toEqual({ ID: SENDER, DisplayName: 'files/alice' });
  });
});

test('a completion is remembered over a restart', async () => {
  const folder = newFolder();
  const before = await openOnDisk(folder);
  const { uploadId, parts } = await uploaded(before);
  const answer = members(await completeUpload(before, 'a', uploadId, parts));
  await before.close();
  const after = await openOnDisk(folder);
  expect(members(await completeUpload(after, 'a', uploadId, parts))).toEqual(answer);
  expect(await ask(after, 'GET', 'a', { query: { partNumber: '2' } })).toMatchObject({ status: 206, headers: { 'content-length': '6' } });
  await after.close();
});
