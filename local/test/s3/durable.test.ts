import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { join } from 'node:path';
import { stateOf, uploadsIn } from './engine-state';
import {
  ask, bucketOf, bytesOf, CLOCK, completeUpload, createUpload, LOCATION, newFolder, objectFiles, openOnDisk, read, uploadPart, type Asked,
} from './engine-support';
import { Journal } from '../../src/engines/data';
import { Engine } from '../../src/engines/s3/engine';
import { type Bucket } from '../../src/s3';
import { Child, scriptOf } from '../engines/data/child';

const MIB = 1024 * 1024;
const sha256 = (body: string | Buffer) => createHash('sha256').update(body).digest('base64');
const checksum = (body: string | Buffer) => `<ChecksumSHA256>${sha256(body)}</ChecksumSHA256>`;
const PART = Buffer.alloc(5 * MIB, 'part');
const FILES = [bucketOf('files')];
const crc32c = { 'x-amz-checksum-algorithm': 'CRC32C' };

/** What is remembered between steps. */
interface Memo {
  uploadId: string;
  readonly etags: string[];
}

interface Step {
  readonly name: string;
  readonly act: (engine: Engine, memo: Memo) => Promise<unknown>;
  /** From here on, files and others. */
  readonly buckets?: readonly Bucket[];
}

const put = (key: string, asked: Asked = {}): Step => ({ name: `put ${JSON.stringify(key)}`, act: (engine) => ask(engine, 'PUT', key, asked) });

/** Every operation that changes something, each with all that it can leave behind. */
const STEPS: readonly Step[] = [
  put('a', { body: 'one', headers: { 'content-type': 'text/css', 'x-amz-meta-__proto__': 'x', 'cache-control': 'no-cache', 'x-amz-tagging': 'Team=blue&__proto__=' } }),
  put('a', { body: 'two', headers: { 'x-amz-checksum-sha256': sha256('two'), 'x-amz-storage-class': 'STANDARD_IA' } }),
  put('A', { body: 'another' }),
  put('\u00e9', { body: 'composed' }),
  put('e\u0301', { body: 'decomposed' }),
  put('../../a\n/\u{1f600}', { body: 'out' }),
  put('__proto__', { body: 'prototype' }),
  put('empty'),
  put('new', { headers: { 'if-none-match': '*' }, body: 'new' }),
  put('large', { body: Buffer.alloc(2 * MIB, 'large') }),
  { name: 'delete', act: (engine) => ask(engine, 'DELETE', 'new') },
  {
    name: 'delete many',
    act: (engine) => ask(engine, 'POST', '', {
      query: { delete: '' },
      headers: { 'content-md5': createHash('md5').update('<Delete><Object><Key>A</Key></Object><Object><Key>missing</Key></Object></Delete>').digest('base64') },
      body: '<Delete><Object><Key>A</Key></Object><Object><Key>missing</Key></Object></Delete>',
    }),
  },
  { name: 'tag', act: (engine) => ask(engine, 'PUT', 'a', { query: { tagging: '' }, body: '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>' }) },
  { name: 'copy', act: (engine) => ask(engine, 'PUT', 'copy', { headers: { 'x-amz-copy-source': 'files/a' } }) },
  { name: 'copy what is large', act: (engine) => ask(engine, 'PUT', 'copied', { headers: { 'x-amz-copy-source': 'files/large', 'x-amz-checksum-algorithm': 'CRC64NVME' } }) },
  {
    name: 'copy onto itself',
    act: (engine) => ask(engine, 'PUT', 'large', { headers: { 'x-amz-copy-source': 'files/large', 'x-amz-metadata-directive': 'REPLACE', 'x-amz-meta-b': '1' } }),
  },
  { name: 'untag', act: (engine) => ask(engine, 'DELETE', 'a', { query: { tagging: '' } }) },
  {
    name: 'create an upload',
    act: async (engine, memo) => {
      memo.uploadId = await createUpload(engine, 'parts', { headers: { 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-meta-a': '1', 'x-amz-tagging': 'Team=red' } });
    },
  },
  {
    name: 'upload a part',
    act: async (engine, memo) => { memo.etags[1] = await uploadPart(engine, 'parts', memo.uploadId, 1, { body: PART, headers: { 'x-amz-checksum-sha256': sha256(PART) } }); },
  },
  { name: 'upload another part', act: (engine, memo) => uploadPart(engine, 'parts', memo.uploadId, 3, { body: 'x', headers: { 'x-amz-checksum-sha256': sha256('x') } }) },
  { name: 'replace a part', act: (engine, memo) => uploadPart(engine, 'parts', memo.uploadId, 3, { body: 'three', headers: { 'x-amz-checksum-sha256': sha256('three') } }) },
  {
    name: 'copy into a part',
    act: async (engine, memo) => {
      memo.etags[2] = createHash('md5').update('gelarge').digest('hex');
      await uploadPart(engine, 'parts', memo.uploadId, 2, { headers: { 'x-amz-copy-source': 'files/large', 'x-amz-copy-source-range': 'bytes=3-9' } });
    },
  },
  {
    name: 'complete',
    act: (engine, memo) => completeUpload(engine, 'parts', memo.uploadId, [[1, memo.etags[1], checksum(PART)], [2, memo.etags[2], checksum('gelarge')]]),
  },
  {
    name: 'complete, one checksum of all',
    act: async (engine) => {
      const uploadId = await createUpload(engine, 'whole', { headers: { ...crc32c, 'x-amz-checksum-type': 'FULL_OBJECT' } });
      await completeUpload(engine, 'whole', uploadId, [[1, await uploadPart(engine, 'whole', uploadId, 1, { body: 'whole' })]]);
    },
  },
  {
    name: 'create and fill an upload',
    act: async (engine, memo) => {
      memo.uploadId = await createUpload(engine, 'parts');
      await uploadPart(engine, 'parts', memo.uploadId, 10_000, { body: 'x' });
    },
  },
  { name: 'abort', act: (engine, memo) => ask(engine, 'DELETE', 'parts', { query: { uploadId: memo.uploadId } }) },
  { name: 'create an upload that stays', act: (engine) => createUpload(engine, 'stays') },
  { name: 'add a bucket', act: (engine) => engine.setBuckets([...FILES, bucketOf('other')]), buckets: [...FILES, bucketOf('other')] },
  { name: 'fill it', act: (engine) => ask(engine, 'PUT', 'a', { bucket: 'other', body: 'other' }), buckets: [...FILES, bucketOf('other')] },
  { name: 'drop a bucket', act: (engine) => engine.setBuckets([bucketOf('other')]), buckets: [bucketOf('other')] },
];

test('every operation outlives the process, and does on disk what it does in memory', async () => {
  const folder = newFolder();
  const memory = new Engine(FILES, LOCATION, CLOCK);
  const [inMemory, onDisk]: Memo[] = [{ uploadId: '', etags: [] }, { uploadId: '', etags: [] }];
  let disk = await openOnDisk(folder, FILES);
  let before = await stateOf(disk);
  for (const { name, act, buckets = FILES } of STEPS) {
    await act(memory, inMemory);
    await act(disk, onDisk);
    const after = await stateOf(disk);
    expect([name, after]).not.toEqual([name, before]);
    expect([name, after]).toEqual([name, await stateOf(memory)]);
    await disk.close();
    disk = await openOnDisk(folder, buckets);
    expect([name, await stateOf(disk)]).toEqual([name, after]);
    const bodies = Object.values(after).flatMap(({ objects, uploads }) => [...objects, ...uploads.flatMap(({ parts }) => parts)]);
    expect([name, objectFiles(folder).length]).toEqual([name, bodies.length]);
    before = after;
  }
  await disk.close();
}, 30_000);

test('upload ids outlive the process', async () => {
  const folder = newFolder();
  const first = await openOnDisk(folder);
  const uploadId = await createUpload(first, 'a');
  const etag = await uploadPart(first, 'a', uploadId, 1, { body: 'part' });
  await first.close();
  const second = await openOnDisk(folder);
  expect(await uploadsIn(second, 'files')).toEqual([['a', uploadId]]);
  await completeUpload(second, 'a', uploadId, [[1, etag]]);
  expect(await read(second, 'a')).toBe('part');
  await second.close();
});

describe('files', () => {
  test('are only for their owner, and named after nothing of the key', async () => {
    const folder = newFolder();
    const engine = await openOnDisk(join(folder, 'new'));
    await ask(engine, 'PUT', '../../alice', { body: 'x' });
    await uploadPart(engine, 'alice', await createUpload(engine, 'alice'), 1, { body: 'x' });
    const files = objectFiles(join(folder, 'new'));
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect(file).toMatch(/^[0-9a-f]{2}.[0-9a-f]{30}$/);
      expect(statSync(join(folder, 'new', 's3-objects', file)).mode % 0o1000).toBe(0o600);
    }
    for (const name of ['new', join('new', 's3-objects'), join('new', 's3-objects', files[0].slice(0, 2))]) expect(statSync(join(folder, name)).mode % 0o1000).toBe(0o700);
    await engine.close();
  });

  test('of nobody are removed at the start; what is no body is left alone', async () => {
    const folder = newFolder();
    const first = await openOnDisk(folder);
    await ask(first, 'PUT', 'a', { body: 'kept' });
    await first.close();
    const kept = objectFiles(folder);
    mkdirSync(join(folder, 's3-objects', '0a'), { recursive: true });
    for (const name of ['0'.repeat(30), `${'1'.repeat(30)}.new`]) writeFileSync(join(folder, 's3-objects', '0a', name), 'orphan');
    for (const name of ['README', '0b', join('0a', 'README')]) writeFileSync(join(folder, 's3-objects', name), 'mine');
    mkdirSync(join(folder, 's3-objects', '0c', '2'.repeat(30)), { recursive: true });
    const second = await openOnDisk(folder);
    expect(objectFiles(folder)).toEqual([...kept, 'README', '0b', join('0a', 'README')].sort());
    expect(await read(second, 'a')).toBe('kept');
    await second.close();
  });

  test.each<[string, (file: string) => void]>([
    ['missing', (file) => rmSync(file)], ['short', (file) => truncateSync(file, 1)], ['long', (file) => truncateSync(file, 9)], ['a folder', (file) => { rmSync(file); mkdirSync(file); }],
  ])('that are %s fail their object alone', async (_, damage) => {
    const folder = newFolder();
    const first = await openOnDisk(folder);
    await ask(first, 'PUT', 'a', { body: 'damaged' });
    const [file] = objectFiles(folder);
    await ask(first, 'PUT', 'b', { body: 'whole' });
    await first.close();
    damage(join(folder, 's3-objects', file));
    const second = await openOnDisk(folder);
    const error = { code: 'InternalError', status: 500, message: 'We encountered an internal error. Please try again.' };
    await expect(ask(second, 'GET', 'a')).rejects.toMatchObject(error);
    await expect(ask(second, 'GET', 'a', { headers: { range: 'bytes=0-0' } })).rejects.toMatchObject(error);
    await expect(ask(second, 'PUT', 'c', { headers: { 'x-amz-copy-source': 'files/a' } })).rejects.toMatchObject(error);
    await expect(ask(second, 'GET', 'c')).rejects.toMatchObject({ code: 'NoSuchKey' });
    expect(await read(second, 'b')).toBe('whole');
    await ask(second, 'PUT', 'a', { body: 'mended' });
    expect(await read(second, 'a')).toBe('mended');
    await second.close();
  });

  test('that are large are streamed, and ranges read no more than themselves', async () => {
    const engine = await openOnDisk(newFolder());
    const body = Buffer.alloc(3 * MIB, 'abcdefg');
    await ask(engine, 'PUT', 'a', { body });
    const whole = await ask(engine, 'GET', 'a');
    expect([Buffer.isBuffer(whole.content), whole.headers['content-length']]).toEqual([false, String(body.length)]);
    expect(Buffer.compare(await bytesOf(whole), body)).toBe(0);
    for (const [first, last] of [[0, 0], [1_000_000, 1_000_010], [2 * MIB, 3 * MIB - 1], [5, 2 * MIB]]) {
      const answer = await ask(engine, 'GET', 'a', { headers: { range: `bytes=${first}-${last}` } });
      expect(answer.headers).toMatchObject({ 'content-range': `bytes ${first}-${last}/${body.length}`, 'content-length': String(last - first + 1) });
      expect(Buffer.compare(await bytesOf(answer), body.subarray(first, last + 1))).toBe(0);
    }
    await engine.close();
  });
});

test('a body that is deleted before its file is opened is read all the same', async () => {
  const folder = newFolder();
  const engine = await openOnDisk(folder);
  await ask(engine, 'PUT', 'a', { body: 'old' });
  const { open } = fs;
  let openNow = () => {};
  const deleted = new Promise<void>((resolve) => { openNow = resolve; });
  jest.spyOn(fs, 'open').mockImplementationOnce(async (...file) => deleted.then(() => open(...file)));
  const reading = read(engine, 'a');
  await ask(engine, 'DELETE', 'a');
  // Time enough to remove a file.
  await ask(engine, 'PUT', 'b', { body: 'b' });
  openNow();
  expect(await reading).toBe('old');
  await engine.close();
  expect(objectFiles(folder)).toHaveLength(1);
});

test('what is under way is finished before the engine is closed', async () => {
  const folder = newFolder();
  const engine = await openOnDisk(folder);
  const puts = Array.from({ length: 20 }, (_, i) => ask(engine, 'PUT', `key ${i}`, { body: Buffer.alloc(100_000, String(i)) }));
  await engine.close();
  // Closed twice is closed.
  await engine.close();
  expect((await Promise.all(puts)).map(({ status }) => status)).toEqual(puts.map(() => 200));
  const next = await openOnDisk(folder);
  expect((await stateOf(next)).files.objects).toHaveLength(puts.length);
  await next.close();
});

describe('a disk that fails', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const error = { code: 'InsufficientStorage', status: 507, message: expect.stringContaining('no space left'), cause: expect.anything() };

  const acts: [string, (engine: Engine) => Promise<unknown>][] = [
    ['put', (engine) => ask(engine, 'PUT', 'a', { body: 'new' })],
    ['copy', (engine) => ask(engine, 'PUT', 'a', { headers: { 'x-amz-copy-source': 'files/b' } })],
    ['part', async (engine) => uploadPart(engine, 'c', (await uploadsIn(engine, 'files'))[0][1], 2, { body: 'new' })],
    ['complete', async (engine) => completeUpload(engine, 'c', (await uploadsIn(engine, 'files'))[0][1], [[1, createHash('md5').update('c').digest('hex')]])],
  ];
  const inJournal: typeof acts = [
    ...acts,
    ['delete', (engine) => ask(engine, 'DELETE', 'a')],
    ['tag', (engine) => ask(engine, 'DELETE', 'a', { query: { tagging: '' } })],
    ['abort', async (engine) => ask(engine, 'DELETE', 'c', { query: { uploadId: (await uploadsIn(engine, 'files'))[0][1] } })],
    ['create', (engine) => createUpload(engine, 'd')],
    ['drop', (engine) => engine.setBuckets([])],
  ];

  async function filled(folder: string): Promise<Engine> {
    const engine = await openOnDisk(folder);
    for (const key of ['a', 'b']) await ask(engine, 'PUT', key, { body: `old ${key}`, headers: { 'x-amz-tagging': 'a=1' } });
    await uploadPart(engine, 'c', await createUpload(engine, 'c'), 1, { body: 'c' });
    return engine;
  }

  async function expectUnchanged(act: (engine: Engine) => Promise<unknown>, fail: () => Promise<void> | void): Promise<void> {
    const folder = newFolder();
    const engine = await filled(folder);
    const [before, files] = [await stateOf(engine), objectFiles(folder)];
    await fail();
    await expect(act(engine)).rejects.toMatchObject(error);
    jest.restoreAllMocks();
    expect(await stateOf(engine)).toEqual(before);
    expect(objectFiles(folder)).toEqual(files);
    await act(engine);
    expect(await stateOf(engine)).not.toEqual(before);
    await engine.close();
  }

  async function fileHandle() {
    const handle = await fs.open(__filename);
    await handle.close();
    return Object.getPrototypeOf(handle) as typeof handle;
  }

  test.each(acts)('before the bytes are written changes nothing: %s', async (_, act) => {
    await expectUnchanged(act, async () => { jest.spyOn(await fileHandle(), 'appendFile').mockRejectedValueOnce(full); });
  });

  test.each(acts)('before the bytes are synced changes nothing: %s', async (_, act) => {
    await expectUnchanged(act, async () => { jest.spyOn(await fileHandle(), 'datasync').mockRejectedValueOnce(full); });
  });

  test.each(acts)('before the file has its name changes nothing: %s', async (_, act) => {
    await expectUnchanged(act, () => { jest.spyOn(fs, 'rename').mockRejectedValueOnce(full); });
  });

  test.each(acts)('before the name is synced changes nothing: %s', async (_, act) => {
    const { rename } = fs;
    await expectUnchanged(act, async () => {
      const handle = await fileHandle();
      jest.spyOn(fs, 'rename').mockImplementationOnce(async (from, to) => {
        await rename(from, to);
        jest.spyOn(handle, 'sync').mockRejectedValueOnce(full);
      });
    });
  });

  test.each(inJournal)('before the journal is written changes nothing: %s', async (_, act) => {
    await expectUnchanged(act, () => { jest.spyOn(Journal.prototype, 'append').mockRejectedValueOnce(full); });
  });

  test('because files get too long refuses those, and takes others', async () => {
    const folder = newFolder();
    const child = Child.limited(6 * MIB / 512, scriptOf(join(__dirname, 'limited-writer.ts')), folder, String(10 * MIB));
    expect((await child.ended()).stderr).toBe('');
    expect(child.lines).toEqual(['small 200', 'large InternalError', 'part InternalError', 'small again 200', 'whole InternalError', 'large is missing: NoSuchKey']);
    expect(objectFiles(folder)).toHaveLength(4);
    const engine = await openOnDisk(folder);
    expect(await stateOf(engine)).toMatchObject({ files: { objects: [{ key: 'small' }, { key: 'small again' }], uploads: [{ parts: [{ PartNumber: 1 }, { PartNumber: 2 }] }] } });
    await engine.close();
  });

  test('between writing and syncing the journal leaves the file: the next start may know its object', async () => {
    const folder = newFolder();
    const engine = await filled(folder);
    const append = Journal.prototype.append;
    jest.spyOn(Journal.prototype, 'append').mockImplementationOnce(async function (this: Journal<object>, record, effect) {
      await append.call(this, record, effect);
      throw full;
    });
    const before = await stateOf(engine);
    await expect(ask(engine, 'PUT', 'a', { body: 'unknown' })).rejects.toMatchObject(error);
    expect(await stateOf(engine)).toEqual(before);
    await engine.close();
    const next = await openOnDisk(folder);
    expect(await read(next, 'a')).toBe('unknown');
    expect(objectFiles(folder)).toHaveLength(3);
    await next.close();
  });
});

describe('the journal', () => {
  const tagging = (value: string) => `<Tagging><TagSet>${Array.from({ length: 10 }, (_, i) => `<Tag><Key>${i}</Key><Value>${value.padEnd(250, '.')}</Value></Tag>`).join('')}</TagSet></Tagging>`;

  test('loses nothing of what comes while it is rewritten', async () => {
    const folder = newFolder();
    const engine = await openOnDisk(folder);
    const headers = { 'x-amz-meta-a': 'x'.repeat(2000), 'x-amz-tagging': Array.from({ length: 10 }, (_, i) => `${i}=${'y'.repeat(250)}`).join('&') };
    const rewrite = jest.spyOn(Journal.prototype, 'rewrite');
    const uploads: [string, string][] = [];
    await Promise.all(Array.from({ length: 3 }, async (_, writer) => {
      for (let i = 0; i < 750; i += 1) {
        const key = `${writer}/${i}`;
        uploads.push([key, await createUpload(engine, key, { headers })]);
      }
    }));
    expect(rewrite.mock.calls.length).toBeGreaterThan(1);
    await engine.close();
    const next = await openOnDisk(folder);
    for (const [key, uploadId] of uploads) await expect(ask(next, 'GET', key, { query: { uploadId } })).resolves.toMatchObject({ status: 200 });
    await next.close();
  }, 30_000);

  test('does not grow without end', async () => {
    const folder = newFolder();
    const engine = await openOnDisk(folder);
    const keys = Array.from({ length: 50 }, (_, i) => `key ${i}`);
    await Promise.all(keys.map((key) => ask(engine, 'PUT', key, { body: key })));
    const uploadId = await createUpload(engine, 'open');
    await uploadPart(engine, 'open', uploadId, 1, { body: 'part' });
    let largest = 0;
    await Promise.all(keys.map(async (key) => {
      for (let i = 0; i < 80; i += 1) {
        await ask(engine, 'PUT', key, { query: { tagging: '' }, body: tagging(`${key} ${i}`) });
        largest = Math.max(largest, statSync(join(folder, 's3.journal')).size);
      }
    }));
    expect(largest).toBeLessThan(6 * MIB);
    expect(statSync(join(folder, 's3.journal')).size).toBeLessThan(6 * MIB);
    const state = await stateOf(engine);
    expect(state.files.objects.map(({ tags }) => tags[0][1].replace(/\.+$/, ''))).toEqual(keys.map((key) => `${key} 79`).sort());
    await engine.close();
    const next = await openOnDisk(folder);
    expect(await stateOf(next)).toEqual(state);
    expect(await uploadsIn(next, 'files')).toEqual([['open', uploadId]]);
    await next.close();
  }, 30_000);
});
