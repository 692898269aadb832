import { ask, bucketOf, completeUpload, createUpload, LOCATION, uploadPart } from './engine-support';
import { actOf, bodyOf, KEYS_PER_WRITER, SHARED, tagsDocument, WRITERS } from './killed-writer-acts';
import { Engine } from '../../src/engines/s3/engine';
import { NoSuchKey } from '../../src/s3';

/**
 * Run by itself, and killed: writes without end, and says on stdout what was acknowledged. What each writer does, one act
 * after the other, follows from the seed.
 */
async function main(folder: string, seed: number): Promise<void> {
  const engine = await Engine.open(folder, [bucketOf('files')], LOCATION, Date.now);
  // A pipe: written before the call returns.
  const say = (...words: (string | number)[]) => process.stdout.write(`${words.join(' ')}\n`);
  const headers = (n: number) => ({ 'x-amz-meta-n': String(n) });

  async function act(key: string, n: number): Promise<void> {
    const body = bodyOf(key, n);
    switch (actOf(seed, key, n)) {
      case 'put': await ask(engine, 'PUT', key, { body, headers: headers(n) }); break;
      case 'delete': await ask(engine, 'DELETE', key); break;
      case 'tag': await ask(engine, 'PUT', key, { query: { tagging: '' }, body: tagsDocument(n) }).catch(unlessMissing); break;
      case 'complete': {
        const uploadId = await createUpload(engine, key, { headers: headers(n) });
        say('upload', key, uploadId);
        const etag = await uploadPart(engine, key, uploadId, 1, { body });
        say('part', key, uploadId);
        await completeUpload(engine, key, uploadId, [[1, etag]]);
        say('ended', key, uploadId);
        break;
      }
      case 'abort': {
        const uploadId = await createUpload(engine, key);
        say('upload', key, uploadId);
        await uploadPart(engine, key, uploadId, 1, { body });
        say('part', key, uploadId);
        await ask(engine, 'DELETE', key, { query: { uploadId } });
        say('ended', key, uploadId);
      }
    }
  }

  async function write(writer: number): Promise<never> {
    for (let n = 1; ; n += 1) {
      const key = `${seed}/${writer}/${n % KEYS_PER_WRITER}`;
      await act(key, n);
      say('done', key, n);
      if (n % 5 !== 0) continue;
      const shared = n * WRITERS + writer;
      say('begun', SHARED, shared);
      await ask(engine, 'PUT', `${seed}/${SHARED}`, { body: bodyOf(SHARED, shared), headers: headers(shared) });
      say('done', SHARED, shared);
    }
  }

  say('ready');
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof NoSuchKey)) throw error;
}

const [folder, seed] = process.argv.slice(2);
void main(folder, Number(seed));
