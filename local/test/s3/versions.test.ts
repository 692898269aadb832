import { ask, bodyCount, bucketOf, createUpload, completeUpload, members, newFolder, openOnDisk, read, STORAGES, uploadPart } from './engine-support';
import type { Engine } from '../../src/engines/s3/engine';
import type { XmlMembers } from '../../src/protocols/xml';

const versioned = bucketOf('files', { versioning: 'Enabled' });
const suspended = bucketOf('files', { versioning: 'Suspended' });
const VERSION = 'x-amz-version-id';

const code = (asked: Promise<unknown>) => asked.then(() => 'ok', (error: { code: string }) => error.code);
const put = async (engine: Engine, key: string, body: string) => (await ask(engine, 'PUT', key, { body })).headers[VERSION];
const remove = async (engine: Engine, key: string, versionId?: string) => (await ask(engine, 'DELETE', key, { query: versionId === undefined ? {} : { versionId } })).headers;

/** Key, `+` for an object and `-` for a marker, and whether it is the latest. */
async function listed(engine: Engine, query: Record<string, string> = {}): Promise<string[]> {
  const { Version, DeleteMarker } = members(await ask(engine, 'GET', '', { query: { versions: '', ...query } }));
  const lines = (list: unknown, sign: string) => (list as XmlMembers[]).map(({ Key, IsLatest, VersionId }) => `${String(Key)}${sign}${IsLatest === true ? '!' : ''}${VersionId === 'null' ? ' null' : ''}`);
  return [...lines(Version, '+'), ...lines(DeleteMarker, '-')].sort();
}

/** Amazon S3 User Guide, "Working with objects in a versioning-enabled bucket" and "… versioning-suspended bucket". */
describe.each(STORAGES)('versions %s', (_, open) => {
  let engine: Engine;

  beforeEach(async () => { engine = await open([versioned]); });
  afterEach(() => engine.close());

  test('are kept below the latest one, and read by their ids', async () => {
    const [first, second] = [await put(engine, 'a', 'first'), await put(engine, 'a', 'second')];
    expect(first).not.toBe(second);
    expect(await read(engine, 'a')).toBe('second');
    expect(await read(engine, 'a', { query: { versionId: first } })).toBe('first');
    expect(await ask(engine, 'HEAD', 'a', { query: { versionId: first } })).toMatchObject({ headers: { [VERSION]: first, 'content-length': '5' } });
    expect(await code(read(engine, 'a', { query: { versionId: 'other' } }))).toBe('NoSuchVersion');
    expect(await code(read(engine, 'b', { query: { versionId: first } }))).toBe('NoSuchVersion');
    for (const versionId of ['', 'a b', '../x']) expect(await code(read(engine, 'a', { query: { versionId } }))).toBe('InvalidArgument');
    expect(await listed(engine)).toEqual(['a+', 'a+!']);
  });

  test('a deletion puts a marker on top, and taking that away undoes it', async () => {
    const id = await put(engine, 'a', 'first');
    const marked = await remove(engine, 'a');
    expect(marked).toEqual({ 'x-amz-delete-marker': 'true', [VERSION]: expect.stringMatching(/^.{32}$/) });
    await expect(ask(engine, 'GET', 'a')).rejects.toMatchObject({ code: 'NoSuchKey', headers: { 'x-amz-delete-marker': 'true', [VERSION]: marked[VERSION] } });
    await expect(ask(engine, 'GET', 'a', { query: { versionId: marked[VERSION] } })).rejects.toMatchObject({ code: 'MethodNotAllowed', status: 405, headers: { 'x-amz-delete-marker': 'true' } });
    expect(engine.markerOf({ bucket: 'files', key: 'a' })).toBe(marked[VERSION]);
    expect(members(await ask(engine, 'GET', '', { query: { 'list-type': '2' } }))).toMatchObject({ KeyCount: 0 });
    expect(await read(engine, 'a', { query: { versionId: id } })).toBe('first');
    expect(await listed(engine)).toEqual(['a+', 'a-!']);
    expect(await remove(engine, 'a', marked[VERSION])).toEqual(marked);
    expect(await read(engine, 'a')).toBe('first');
    expect(await remove(engine, 'missing', 'other')).toEqual({});
  });

  test('that are deleted are gone, with their bytes', async () => {
    const [first, second] = [await put(engine, 'a', 'first'), await put(engine, 'a', 'second')];
    expect(await remove(engine, 'a', second)).toEqual({ [VERSION]: second });
    expect(await read(engine, 'a')).toBe('first');
    expect(await engine.isEmpty('files')).toBe(false);
    await remove(engine, 'a', first);
    expect(await listed(engine)).toEqual([]);
    expect(await engine.isEmpty('files')).toBe(true);
    await engine.close();
    expect(bodyCount(engine)).toBe(0);
  });

  test('a bucket with a marker alone is not empty', async () => {
    await remove(engine, 'a');
    expect(await engine.isEmpty('files')).toBe(false);
  });

  test('several are deleted at once', async () => {
    const [first] = [await put(engine, 'a', 'first'), await put(engine, 'b', 'x')];
    const body = `<Delete><Object><Key>a</Key><VersionId>${first}</VersionId></Object><Object><Key>b</Key></Object></Delete>`;
    const md5 = (await import('node:crypto')).createHash('md5').update(body).digest('base64');
    const { Deleted } = members(await ask(engine, 'POST', '', { query: { delete: '' }, body, headers: { 'content-md5': md5 } }));
    expect(Deleted).toEqual([{ Key: 'a', VersionId: first }, { Key: 'b', VersionId: undefined, DeleteMarker: true, DeleteMarkerVersionId: expect.any(String) }]);
    expect(await listed(engine)).toEqual(['b+', 'b-!']);
  });

  test('have tags of their own', async () => {
    const [first] = [await put(engine, 'a', 'first'), await put(engine, 'a', 'second')];
    const body = '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>';
    await ask(engine, 'PUT', 'a', { query: { tagging: '', versionId: first }, body });
    const tags = async (query: Record<string, string>) => members(await ask(engine, 'GET', 'a', { query: { tagging: '', ...query } })).TagSet;
    expect(await tags({ versionId: first })).toEqual({ Tag: [{ Key: 'k', Value: 'v' }] });
    expect(await tags({})).toEqual({ Tag: [] });
    expect([...engine.tagsOf({ bucket: 'files', key: 'a', versionId: first })]).toEqual([['k', 'v']]);
    expect([...engine.tagsOf({ bucket: 'files', key: 'a' })]).toEqual([]);
  });

  test('are copied, and made by copies and uploads', async () => {
    const [first] = [await put(engine, 'a', 'first'), await put(engine, 'a', 'second')];
    const copied = await ask(engine, 'PUT', 'a', { headers: { 'x-amz-copy-source': `files/a?versionId=${first}` } });
    expect(copied.headers).toMatchObject({ 'x-amz-copy-source-version-id': first, [VERSION]: expect.any(String) });
    expect(await read(engine, 'a')).toBe('first');
    expect(await listed(engine)).toEqual(['a+', 'a+', 'a+!']);
    const marker = (await remove(engine, 'a'))[VERSION];
    expect(await code(ask(engine, 'PUT', 'b', { headers: { 'x-amz-copy-source': `files/a?versionId=${marker}` } }))).toBe('InvalidRequest');
    expect(await code(ask(engine, 'PUT', 'b', { headers: { 'x-amz-copy-source': 'files/a' } }))).toBe('NoSuchKey');
    expect(await code(ask(engine, 'PUT', 'b', { headers: { 'x-amz-copy-source': `files/a?version=${first}` } }))).toBe('InvalidArgument');
    const uploadId = await createUpload(engine, 'a');
    const etag = await uploadPart(engine, 'a', uploadId, 1, { body: 'part' });
    expect((await completeUpload(engine, 'a', uploadId, [[1, etag]])).headers[VERSION]).toMatch(/^.{32}$/);
  });

  test('without versioning what was there keeps the name null, and so does what comes when it is suspended', async () => {
    await engine.setBuckets([bucketOf('files')]);
    expect(await put(engine, 'a', 'before')).toBeUndefined();
    await engine.setBuckets([versioned]);
    await put(engine, 'a', 'first');
    expect(await read(engine, 'a', { query: { versionId: 'null' } })).toBe('before');
    await engine.setBuckets([suspended]);
    expect(await put(engine, 'a', 'late')).toBe('null');
    expect(await listed(engine)).toEqual(['a+', 'a+! null']);
    expect(await remove(engine, 'a')).toEqual({ 'x-amz-delete-marker': 'true', [VERSION]: 'null' });
    expect(await listed(engine)).toEqual(['a+', 'a-! null']);
  });

  test('are listed in pages, by key and the latest first', async () => {
    const ids = [await put(engine, 'a', '1'), await put(engine, 'a', '2'), await put(engine, 'b/1', '3'), await put(engine, 'b/2', '4'), await put(engine, 'c', '5')];
    const seen: unknown[] = [];
    let query: Record<string, string> = { 'versions': '', 'delimiter': '/', 'max-keys': '1' };
    for (;;) {
      const { Version, CommonPrefixes, IsTruncated, NextKeyMarker, NextVersionIdMarker } = members(await ask(engine, 'GET', '', { query }));
      seen.push(...(Version as XmlMembers[]).map(({ VersionId }) => VersionId), ...(CommonPrefixes as XmlMembers[]).map(({ Prefix }) => Prefix));
      if (IsTruncated !== true) break;
      query = { 'versions': '', 'delimiter': '/', 'max-keys': '1', 'key-marker': String(NextKeyMarker), ...NextVersionIdMarker !== undefined && { 'version-id-marker': String(NextVersionIdMarker) } };
    }
    expect(seen).toEqual([ids[1], ids[0], 'b/', ids[4]]);
    expect(await listed(engine, { prefix: 'b/' })).toEqual(['b/1+!', 'b/2+!']);
    expect(await code(listed(engine, { 'version-id-marker': 'x' }))).toBe('InvalidArgument');
  });
});

test('versions and markers outlive the process', async () => {
  const folder = newFolder();
  const before = await openOnDisk(folder, [versioned]);
  const first = await put(before, 'a', 'first');
  await put(before, 'a', 'second');
  await remove(before, 'a');
  const list = await listed(before);
  await before.close();
  const after = await openOnDisk(folder, [versioned]);
  expect(await listed(after)).toEqual(list);
  expect(await read(after, 'a', { query: { versionId: first } })).toBe('first');
  expect(await code(read(after, 'a'))).toBe('NoSuchKey');
  await after.close();
});
