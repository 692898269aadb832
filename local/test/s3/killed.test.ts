import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uploadsIn } from './engine-state';
import { ask, bytesOf, members, newFolder, numbers, objectFiles, openOnDisk } from './engine-support';
import { actOf, bodyOf, KEYS_PER_WRITER, SHARED, WRITERS } from './killed-writer-acts';
import type { Engine } from '../../src/engines/s3/engine';
import type { XmlMembers } from '../../src/protocols/xml';
import { Child, scriptOf } from '../engines/data/child';

const ROUNDS = 24;
const SEED = 20_261_123;
const MAX_LIFE_MS = 240;

/** What a writer said before it was killed. */
interface Acknowledged {
  acts: number;
  /** Key → number of the last act. */
  readonly done: Map<string, number>;
  /** Id → key, and whether a part is in it. */
  readonly uploads: Map<string, { readonly key: string; hasPart: boolean }>;
  readonly ended: Set<string>;
  /** Of the shared key: when each number was begun and done. */
  readonly shared: Map<number, { readonly begun: number; done: number }>;
}

async function writeUntilKilled(script: string, folder: string, seed: number, life: number): Promise<Acknowledged> {
  const writer = Child.script(script, folder, String(seed));
  await writer.said(1);
  await sleep(life);
  await writer.kill();
  return acknowledgedIn(writer.lines);
}

function acknowledgedIn(lines: readonly string[]): Acknowledged {
  const said: Acknowledged = { acts: 0, done: new Map(), uploads: new Map(), ended: new Set(), shared: new Map() };
  for (const [i, line] of lines.entries()) {
    const [word, key, value] = line.split(' ');
    if (word === 'begun') said.shared.set(Number(value), { begun: i, done: Infinity });
    if (word === 'upload') said.uploads.set(value, { key, hasPart: false });
    if (word === 'part') said.uploads.get(value)!.hasPart = true;
    if (word === 'ended') said.ended.add(value);
    if (word !== 'done') continue;
    said.acts += 1;
    if (key === SHARED) said.shared.get(Number(value))!.done = i; else said.done.set(key, Number(value));
  }
  return said;
}

/** Number of the act that made the object, after it was seen to be whole; none for no object. */
async function numberOf(engine: Engine, key: string, name = key): Promise<number | undefined> {
  const answer = await ask(engine, 'GET', key).catch((error: { code: string }) => error.code);
  if (typeof answer === 'string') {
    expect([key, answer]).toEqual([key, 'NoSuchKey']);
    return undefined;
  }
  const n = Number(answer.headers['x-amz-meta-n']);
  expect([key, n, Buffer.compare(await bytesOf(answer), bodyOf(name, n))]).toEqual([key, n, 0]);
  return n;
}

/** The object's number after an act: acts of other keys come in between. */
function after(seed: number, key: string, first: number, last: number): number | undefined {
  let number: number | undefined;
  for (let n = first; n <= last; n += KEYS_PER_WRITER) {
    const act = actOf(seed, key, n);
    if (act === 'put' || act === 'complete') number = n;
    if (act === 'delete') number = undefined;
  }
  return number;
}

async function expectAcknowledged(engine: Engine, seed: number, { done, uploads, ended, shared }: Acknowledged): Promise<void> {
  for (let writer = 0; writer < WRITERS; writer += 1) {
    for (let i = 0; i < KEYS_PER_WRITER; i += 1) {
      const key = `${seed}/${writer}/${i}`;
      const first = i === 0 ? KEYS_PER_WRITER : i;
      const last = done.get(key) ?? first - KEYS_PER_WRITER;
      // The act that was not acknowledged has happened, or it has not.
      const possible = [last, last + KEYS_PER_WRITER].map((n) => [key, after(seed, key, first, n)]);
      expect(possible).toContainEqual([key, await numberOf(engine, key)]);
    }
  }
  const number = await numberOf(engine, `${seed}/${SHARED}`, SHARED);
  const written = number === undefined ? { done: 0 } : shared.get(number)!;
  // Nobody wrote it after that, and was told so.
  expect([...shared].filter(([, other]) => other.begun > written.done && other.done < Infinity)).toEqual([]);

  const there = new Map((await uploadsIn(engine, 'files')).map(([key, id]) => [id, key]));
  for (const [id, { key, hasPart }] of uploads) {
    const isThere = there.has(id);
    if (ended.has(id)) expect([id, isThere]).toEqual([id, false]);
    // With its part it may just have ended.
    if (!ended.has(id) && !hasPart) expect([id, isThere]).toEqual([id, true]);
    if (!isThere) continue;
    const parts = members(await ask(engine, 'GET', key, { query: { uploadId: id } })).Part as XmlMembers[];
    if (hasPart) expect(parts).toHaveLength(1);
    there.delete(id);
  }
  expect([...there.values()].filter((key) => key.startsWith(`${seed}/`)).length).toBeLessThanOrEqual(WRITERS);
}

/** What there is, without the bytes; and as many files. */
async function inventory(engine: Engine, folder: string): Promise<Map<string, string>> {
  const { Contents } = members(await ask(engine, 'GET', ''));
  const uploads = await uploadsIn(engine, 'files');
  const parts = await Promise.all(uploads.map(async ([key, uploadId]) => (
    members(await ask(engine, 'GET', key, { query: { uploadId } })).Part as { ETag: string }[]).map(({ ETag }): [string, string] => [uploadId, ETag])));
  const all = [...(Contents as { Key: string; ETag: string }[]).map(({ Key, ETag }): [string, string] => [Key, ETag]), ...parts.flat()];
  expect(objectFiles(folder)).toHaveLength(all.length);
  return new Map(all);
}

test(`${ROUNDS} times a writer is killed: what was acknowledged is there, nothing is half there, and no file is left over`, async () => {
  const folder = newFolder();
  const script = scriptOf(join(__dirname, 'killed-writer.ts'));
  const random = numbers(SEED);
  let before = new Map<string, string>();
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const said = await writeUntilKilled(script, folder, round, 10 + random.next().value! % MAX_LIFE_MS);
    acknowledged += said.acts;
    const engine = await openOnDisk(folder);
    await expectAcknowledged(engine, round, said);
    const now = await inventory(engine, folder);
    for (const [name, etag] of before) expect([name, now.get(name)]).toEqual([name, etag]);
    before = now;
    await engine.close();
  }
  expect(acknowledged).toBeGreaterThan(ROUNDS * WRITERS);
  console.log(`killed ${ROUNDS} times: ${acknowledged} acts acknowledged, ${before.size} files of objects and parts at the end`);
}, 60_000);
