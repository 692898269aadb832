import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ask, bodyCount, bucketOf, bytesOf, completeUpload, createUpload, members, numbers, read, STORAGES, uploadPart, type Asked } from './engine-support';
import type { Engine } from '../../src/engines/s3/engine';

const MIB = 1024 * 1024;
const md5 = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
/** `200`, or the name of S3's error. */
const outcomeOf = (act: Promise<{ readonly status: number }>) => act.then(({ status }) => String(status), codeOf);
const codeOf = (error: { readonly code?: string }) => error.code ?? String(error);
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
/** Small and large ones: those that are streamed take longer. */
const bodyOf = (i: number) => Buffer.alloc(i % 3 === 0 ? MIB + 1 + i : 100 + i, `body ${i} `);

describe.each(STORAGES)('%s', (_, open) => {
  let engine: Engine;
  const put = (key: string, asked: Asked) => ask(engine, 'PUT', key, asked);

  beforeEach(async () => { engine = await open([bucketOf('files')]); });
  afterEach(() => engine.close());

  test('one of many writers makes an object that must not be there', async () => {
    const outcomes = await Promise.all(times(30, (i) => outcomeOf(put('a', { body: `writer ${i}`, headers: { 'if-none-match': '*' } }))));
    expect(outcomes.filter((outcome) => outcome !== 'PreconditionFailed')).toEqual(['200']);
    expect(await read(engine, 'a')).toBe(`writer ${outcomes.indexOf('200')}`);
    await engine.close();
    expect(bodyCount(engine)).toBe(1);
  });

  test('one of many writers replaces the object that they all have seen', async () => {
    const { etag } = (await put('a', { body: 'seen' })).headers;
    const outcomes = await Promise.all(times(30, (i) => outcomeOf(put('a', { body: `writer ${i}`, headers: { 'if-match': etag } }))));
    expect(outcomes.filter((outcome) => outcome !== 'PreconditionFailed')).toEqual(['200']);
    expect(await read(engine, 'a')).toBe(`writer ${outcomes.indexOf('200')}`);
    await engine.close();
    expect(bodyCount(engine)).toBe(1);
  });

  test('a reader gets one whole object, whoever replaces or deletes it', async () => {
    await put('a', { body: bodyOf(0) });
    let isDone = false;
    const reader = async () => {
      let count = 0;
      while (!isDone) {
        const answer = await ask(engine, 'GET', 'a').catch((error: { code: string }) => error.code);
        if (typeof answer === 'string') expect(answer).toBe('NoSuchKey'); else expect(md5(await bytesOf(answer))).toBe(answer.headers.etag);
        count += 1;
        await new Promise(setImmediate);
      }
      return count;
    };
    const readers = times(4, reader);
    await Promise.all(times(3, async (writer) => {
      for (let i = 0; i < 15; i += 1) {
        await put('a', { body: bodyOf(3 * i + writer) });
        if (i % 5 === 4) await ask(engine, 'DELETE', 'a');
        await new Promise(setImmediate);
      }
    }));
    isDone = true;
    expect(Math.min(...await Promise.all(readers))).toBeGreaterThan(5);
    await engine.close();
    expect(bodyCount(engine)).toBe(await engine.isEmpty('files') ? 0 : 1);
  });

  test('what was opened stays readable, and goes with its last reader', async () => {
    const body = bodyOf(0);
    await put('a', { body });
    const [first, second] = await Promise.all([ask(engine, 'GET', 'a'), ask(engine, 'GET', 'a')]);
    await ask(engine, 'DELETE', 'a');
    expect(md5(await bytesOf(first))).toBe(md5(body));
    // Whoever hangs up reads no more of it.
    if (second.content instanceof Readable) await new Promise((resolve) => (second.content as Readable).once('close', resolve).destroy());
    await engine.close();
    expect(bodyCount(engine)).toBe(0);
  });

  test('a copy is of one whole object, whoever replaces that', async () => {
    await put('source', { body: bodyOf(0) });
    const copies = times(20, (i) => ask(engine, 'PUT', `copy ${i}`, { headers: { 'x-amz-copy-source': 'files/source' } }));
    const puts = times(20, (i) => put('source', { body: bodyOf(i) }));
    await Promise.all([...copies, ...puts]);
    for (let i = 0; i < 20; i += 1) {
      const answer = await ask(engine, 'GET', `copy ${i}`);
      expect(md5(await bytesOf(answer))).toBe(answer.headers.etag);
    }
    await engine.close();
    expect(bodyCount(engine)).toBe(21);
  });

  test('an upload is completed once, however often it is asked for', async () => {
    const uploadId = await createUpload(engine, 'a');
    const etag = await uploadPart(engine, 'a', uploadId, 1, { body: 'part' });
    const outcomes = await Promise.all(times(10, () => outcomeOf(completeUpload(engine, 'a', uploadId, [[1, etag]]))));
    expect(outcomes).toEqual(times(10, () => '200'));
    expect(await read(engine, 'a')).toBe('part');
    await engine.close();
    expect(bodyCount(engine)).toBe(1);
  });

  test('an upload is either completed or aborted, and parts that come with that are either in it or refused', async () => {
    const random = numbers(5);
    const seen = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const key = `key ${round}`;
      const uploadId = await createUpload(engine, key);
      const etag = await uploadPart(engine, key, uploadId, 1, { body: bodyOf(0) });
      const acts = [
        () => outcomeOf(completeUpload(engine, key, uploadId, [[1, etag]])),
        () => outcomeOf(ask(engine, 'DELETE', key, { query: { uploadId } })),
        () => outcomeOf(ask(engine, 'PUT', key, { query: { uploadId, partNumber: '1' }, body: bodyOf(round) })),
        () => outcomeOf(ask(engine, 'PUT', key, { query: { uploadId, partNumber: '2' }, body: 'another' })),
      ];
      // Which one begins is left to chance.
      const order = [0, 1, 2, 3].sort(() => random.next().value! % 2 - 0.5);
      const outcomes: string[] = [];
      await Promise.all(order.map(async (i) => { outcomes[i] = await acts[i](); }));
      const [completed, aborted, ...parts] = outcomes;
      expect(parts.filter((outcome) => outcome !== '200' && outcome !== 'NoSuchUpload')).toEqual([]);
      seen.add(`${completed} ${aborted}`);
      expect([['200', 'NoSuchUpload'], ['NoSuchUpload', '204'], ['InvalidPart', '204']]).toContainEqual([completed, aborted]);
      expect(await outcomeOf(ask(engine, 'GET', key))).toBe(completed === '200' ? '200' : 'NoSuchKey');
      if (completed === '200') expect(md5(await bytesOf(await ask(engine, 'GET', key)))).toBe(etag);
    }
    expect(seen.size).toBeGreaterThan(1);
    const { Contents } = members(await ask(engine, 'GET', ''));
    await engine.close();
    expect(bodyCount(engine)).toBe((Contents as unknown[]).length);
  });

  test('a bucket that is dropped takes along what is just written to it', async () => {
    const puts = times(40, async (i) => outcomeOf(put(`key ${i}`, { body: bodyOf(i) })));
    const parts = times(10, async (i) => {
      const uploadId = await createUpload(engine, 'upload');
      return outcomeOf(ask(engine, 'PUT', 'upload', { query: { uploadId, partNumber: '1' }, body: bodyOf(i) }));
    });
    const dropped = puts[0].then(() => engine.setBuckets([bucketOf('other')])).then(() => engine.setBuckets([bucketOf('files')]));
    const outcomes = await Promise.all([...puts, ...parts].map((act) => act.catch(codeOf)));
    await dropped;
    expect([...new Set(outcomes)].filter((outcome) => !['200', 'NoSuchBucket', 'NoSuchUpload'].includes(outcome))).toEqual([]);
    expect(await outcomeOf(put('after', { body: 'after' }))).toBe('200');
    const { Contents } = members(await ask(engine, 'GET', ''));
    await engine.close();
    expect(bodyCount(engine)).toBe((Contents as unknown[]).length);
  });
});
