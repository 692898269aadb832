import { stateOf } from './engine-state';
import { ask, bodyCount, bucketOf, createUpload, newFolder, objectFiles, openOnDisk, read, STORAGES, uploadPart } from './engine-support';
import { Journal } from '../../src/engines/data';
import type { S3Engine } from '../../src/engines/s3/s3-engine';
import type { Bucket } from '../../src/s3';

const names = async (engine: S3Engine) => Object.keys(await stateOf(engine));

describe.each(STORAGES)('buckets %s', (_, open) => {
  test('come empty and go with all that is in them', async () => {
    const engine = await open([bucketOf('files'), bucketOf('other')]);
    for (const bucket of ['files', 'other']) {
      await ask(engine, 'PUT', 'a', { bucket, body: bucket });
      await uploadPart(engine, 'b', await createUpload(engine, 'b', { bucket }), 1, { bucket, body: 'part' });
    }
    await engine.setBuckets([bucketOf('new'), bucketOf('other')]);
    expect(await names(engine)).toEqual(['new', 'other']);
    await expect(ask(engine, 'GET', 'a')).rejects.toMatchObject({ code: 'NoSuchBucket', status: 404 });
    await expect(ask(engine, 'PUT', 'a')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    expect(engine.tagsOf({ bucket: 'files', key: 'a' }).size).toBe(0);
    expect(await read(engine, 'a', { bucket: 'other' })).toBe('other');
    await engine.setBuckets([bucketOf('files'), bucketOf('other')]);
    expect((await stateOf(engine)).files).toEqual({ objects: [], uploads: [] });
    expect((await stateOf(engine)).other).toMatchObject({ objects: [{ key: 'a' }], uploads: [{ parts: [{ PartNumber: 1 }] }] });
    await engine.close();
    expect(bodyCount(engine)).toBe(2);
  });

  test('keep their objects while their settings change', async () => {
    const engine = await open([bucketOf('files')]);
    const encryption = async (key: string) => (await ask(engine, 'HEAD', key)).headers['x-amz-server-side-encryption'];
    await ask(engine, 'PUT', 'before', { body: 'before' });
    const settings: Partial<Bucket> = { encryption: { algorithm: 'aws:kms', bucketKeyEnabled: false }, ownership: 'ObjectWriter' };
    await engine.setBuckets([bucketOf('files', settings)]);
    await ask(engine, 'PUT', 'after', { body: 'after' });
    expect([await encryption('before'), await encryption('after'), await read(engine, 'before')]).toEqual(['AES256', 'aws:kms', 'before']);
    await expect(ask(engine, 'PUT', 'a', { headers: { 'x-amz-acl': 'private' } })).rejects.toMatchObject({ code: 'NotImplemented' });
    await engine.setBuckets([bucketOf('files')]);
    await expect(ask(engine, 'PUT', 'a', { headers: { 'x-amz-acl': 'private' } })).rejects.toMatchObject({ code: 'AccessControlListNotSupported' });
    await engine.close();
  });

  test('are set one time after the other', async () => {
    const engine = await open([]);
    await Promise.all([['a'], ['a', 'b'], ['b'], ['c', 'b']].map((list) => engine.setBuckets(list.map((name) => bucketOf(name)))));
    expect(await names(engine)).toEqual(['b', 'c']);
    await engine.close();
  });

  test('are empty without objects', async () => {
    const engine = await open([bucketOf('files')]);
    expect(await engine.isEmpty('files')).toBe(true);
    const uploadId = await createUpload(engine, 'a');
    await uploadPart(engine, 'a', uploadId, 1, { body: 'part' });
    expect(await engine.isEmpty('files')).toBe(true);
    await ask(engine, 'PUT', '__proto__');
    expect(await engine.isEmpty('files')).toBe(false);
    await ask(engine, 'DELETE', '__proto__');
    expect(await engine.isEmpty('files')).toBe(true);
    await expect(engine.isEmpty('other')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    await engine.close();
  });
});

describe('buckets at the start', () => {
  test('are those that are given: others that the folder knows are dropped for good', async () => {
    const folder = newFolder();
    const first = await openOnDisk(folder, [bucketOf('files'), bucketOf('other')]);
    for (const bucket of ['files', 'other']) await ask(first, 'PUT', 'a', { bucket, body: bucket });
    await first.close();
    const second = await openOnDisk(folder, [bucketOf('other')]);
    await second.close();
    expect(objectFiles(folder)).toHaveLength(1);
    const third = await openOnDisk(folder, [bucketOf('files'), bucketOf('other')]);
    expect(await third.isEmpty('files')).toBe(true);
    expect(await read(third, 'a', { bucket: 'other' })).toBe('other');
    await third.close();
  });

  test('one that cannot be dropped is still there', async () => {
    const folder = newFolder();
    const engine = await openOnDisk(folder, [bucketOf('files')]);
    await ask(engine, 'PUT', 'a', { body: 'kept' });
    jest.spyOn(Journal.prototype, 'append').mockRejectedValueOnce(new Error('ENOSPC'));
    await expect(engine.setBuckets([bucketOf('other')])).rejects.toMatchObject({ code: 'InternalError' });
    jest.restoreAllMocks();
    expect([await names(engine), await read(engine, 'a')]).toEqual([['files'], 'kept']);
    await ask(engine, 'PUT', 'b', { body: 'goes on' });
    await engine.setBuckets([bucketOf('other')]);
    expect(await names(engine)).toEqual(['other']);
    await engine.close();
    expect(objectFiles(folder)).toEqual([]);
  });
});
