import { ask, bucketOf, completeUpload, createUpload, LOCATION, uploadPart } from './engine-support';
import { Engine } from '../../src/engines/s3/engine';

/** Run by itself, where no file may get as long as `size`: says what became of each write. */
async function main(folder: string, size: number): Promise<void> {
  const engine = await Engine.open(folder, [bucketOf('files')], LOCATION, Date.now);
  const say = async (what: string, act: Promise<unknown>) => (
    console.log(what, await act.then(() => '200', (error: { code: string }) => error.code)));
  const large = Buffer.alloc(size);
  await say('small', ask(engine, 'PUT', 'small', { body: 'small' }));
  await say('large', ask(engine, 'PUT', 'large', { body: large }));
  const uploadId = await createUpload(engine, 'large');
  await say('part', uploadPart(engine, 'large', uploadId, 1, { body: large }));
  await say('small again', ask(engine, 'PUT', 'small again', { body: 'small' }));
  const etags = await Promise.all([1, 2].map((number) => uploadPart(engine, 'large', uploadId, number, { body: Buffer.alloc(size / 2) })));
  await say('whole', completeUpload(engine, 'large', uploadId, etags.map((etag, i) => [i + 1, etag])));
  await say('large is missing:', ask(engine, 'GET', 'large'));
  await engine.close();
}

const [folder, size] = process.argv.slice(2);
void main(folder, Number(size));
