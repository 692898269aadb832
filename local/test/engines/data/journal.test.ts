import fs, { appendFileSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child, newFolder, scriptOf } from './child';
import { Journal } from '../../../src/engines/data';

interface Note { readonly text: string }

const note = (text: string): Note => ({ text });

let file: string;

beforeEach(() => { file = join(newFolder(), 'notes.journal'); });
afterEach(() => jest.restoreAllMocks());

async function open(): Promise<{ journal: Journal<Note>; texts: string[] }> {
  const texts: string[] = [];
  return { journal: await Journal.open<Note>(file, ({ text }) => texts.push(text)), texts };
}

/** What the next start reads. */
async function read(): Promise<string[]> {
  const { journal, texts } = await open();
  await journal.close();
  return texts;
}

async function write(...texts: string[]): Promise<void> {
  const { journal } = await open();
  await Promise.all(texts.map((text) => journal.append(note(text))));
  await journal.close();
}

describe('records', () => {
  test('come back in their order, whatever is in them', async () => {
    const texts = ['', 'line\nbreak\r\n\u2028', '\u0000\u001f', 'äöü€\u{1f600}', '00000000 00000002 {}\n', 'x'.repeat(3_000_000), '__proto__'];
    await write(...texts);
    await write('later');
    expect(await read()).toEqual([...texts, 'later']);
  });

  test('count: size is that of the file', async () => {
    const { journal } = await open();
    expect(journal.size).toBe(0);
    await journal.append(note('äöü'));
    expect(journal.size).toBe(statSync(file).size);
    await journal.close();
    expect((await open()).journal.size).toBe(statSync(file).size);
  });

  test('are in the file, and their effect is there, before append returns', async () => {
    const { journal } = await open();
    const seen: string[] = [];
    const appended = journal.append(note('a'), () => seen.push(readFileSync(file, 'utf8')));
    expect(seen).toEqual([expect.stringContaining('{"text":"a"}\n')]);
    await appended;
    await journal.close();
  });

  test('are nobody else\'s to read', async () => {
    await write('a');
    expect(statSync(file).mode % 0o1000).toBe(0o600);
  });
});

describe('a tail torn by a crash', () => {
  test('at any byte of the last record: the records before it are there, and writing goes on', async () => {
    await write('first', 'second');
    const before = readFileSync(file).length;
    await write('third €');
    const whole = readFileSync(file);
    for (let length = before; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      expect(await read()).toEqual(['first', 'second']);
      expect(statSync(file).size).toBe(before);
      await write('again');
      expect(await read()).toEqual(['first', 'second', 'again']);
    }
  });

  test.each<[string, Buffer]>([
    ['zeros', Buffer.alloc(10_000)],
    ['line breaks', Buffer.from('\n\n\n')],
    ['half a header', Buffer.from('0badcafe 0000')],
    ['what looks like headers', Buffer.from('0badcafe 00000010 '.repeat(100_000))],
    ['a length beyond the end', Buffer.from('0badcafe ffffffff {"text":"x"}\n')],
  ])('%s', async (_, tail) => {
    await write('first');
    appendFileSync(file, tail);
    expect(await read()).toEqual(['first']);
    await write('second');
    expect(await read()).toEqual(['first', 'second']);
  });

  test('the last record, damaged', async () => {
    await write('first', 'second');
    const bytes = readFileSync(file);
    bytes[bytes.length - 4]++;
    writeFileSync(file, bytes);
    expect(await read()).toEqual(['first']);
  });
});

test('a record damaged in the middle, at whichever byte, is an error that names the file, and the file is left as it is', async () => {
  await write('first');
  const from = readFileSync(file).length;
  await write('second');
  const to = readFileSync(file).length;
  await write('third');
  const whole = readFileSync(file);
  for (let at = 0; at < to; at++) {
    for (const change of [1, 32, 128, 255]) {
      const bytes = Buffer.from(whole);
      bytes[at] += change;
      writeFileSync(file, bytes);
      await expect(open()).rejects.toThrow(`${file} is damaged at byte ${at < from ? 0 : from}`);
      expect(readFileSync(file)).toEqual(bytes);
    }
  }
});

describe('the disk', () => {
  test('appends that wait at the same time share an fsync, and none is answered before its own', async () => {
    const { journal } = await open();
    const pending: Array<() => void> = [];
    jest.spyOn(fs, 'fdatasync').mockImplementation((_, callback) => void pending.push(() => callback(null)));
    const done: string[] = [];
    const append = (text: string): Promise<void> => journal.append(note(text)).then(() => void done.push(text));
    const settle = (): Promise<void> => new Promise(setImmediate);

    const first = [append('a'), append('b')];
    await settle();
    const second = Array.from({ length: 1_000 }, (_, i) => append(`${i}`));
    await settle();
    expect([pending.length, done]).toEqual([1, []]);
    pending[0]();
    await Promise.all(first);
    await settle();
    expect([pending.length, done]).toEqual([2, ['a', 'b']]);
    pending[1]();
    await Promise.all(second);
    expect([pending.length, done.length]).toEqual([2, 1_002]);
  });

  /** Sends what is written and synced from now on to a device, which answers as a disk in its state does. */
  const redirect = (device: string): void => {
    const descriptor = openSync(device, 'w');
    const { writeSync, fdatasync } = jest.requireActual<typeof fs>('node:fs');
    jest.spyOn(fs, 'writeSync').mockImplementation(((_: number, ...what: [Buffer]) => writeSync(descriptor, ...what)) as never);
    jest.spyOn(fs, 'fdatasync').mockImplementation((_, done) => fdatasync(descriptor, done));
  };

  test('is full: the append rejects without its effect, and so do all later ones', async () => {
    const { journal } = await open();
    await journal.append(note('a'));
    redirect('/dev/full');
    const effect = jest.fn();
    for (let i = 0; i < 2; i++) await expect(journal.append(note('b'), effect)).rejects.toThrow(`cannot write ${file}: ENOSPC`);
    expect(() => journal.rewrite([])).toThrow(`cannot write ${file}: ENOSPC`);
    expect(effect).not.toHaveBeenCalled();
    await journal.close();
    expect(await read()).toEqual(['a']);
  });

  test('does not sync: all who wait are told, and all later ones', async () => {
    const { journal } = await open();
    redirect('/dev/null');
    const waiting = [journal.append(note('a')), journal.append(note('b'))];
    for (const append of waiting) await expect(append).rejects.toThrow(`cannot write ${file}: EINVAL`);
    await expect(journal.append(note('c'))).rejects.toThrow('EINVAL');
    await expect(journal.flush()).rejects.toThrow('EINVAL');
    await journal.close();
  });

  test('takes a part of a record: what was acknowledged is there at the next start, and nothing else', async () => {
    const script = scriptOf(join(__dirname, 'append-process.ts'));
    const child = Child.limited(16, script, file);
    expect((await child.ended()).code).toBe(0);
    const [last, ...acknowledged] = [...child.lines].reverse();
    expect(last).toMatch(/cannot write .*notes\.journal: EFBIG/);
    expect(statSync(file).size).toBe(8192);
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(await read()).toEqual(acknowledged.reverse());
    expect(statSync(file).size).toBeLessThan(8192);
  });
});

describe('a rewrite', () => {
  test('takes the place of the file, and writing goes on', async () => {
    const { journal } = await open();
    await Promise.all(['a', 'b', 'c'].map((text) => journal.append(note(text))));
    const { size } = journal;
    journal.rewrite([note('abc')]);
    expect(journal.size).toBe(statSync(file).size);
    expect(journal.size).toBeLessThan(size);
    await journal.append(note('d'));
    await journal.close();
    expect(await read()).toEqual(['abc', 'd']);
    expect(statSync(file).mode % 0o1000).toBe(0o600);
  });

  test('amid appends loses none', async () => {
    const { journal } = await open();
    const texts: string[] = [];
    const appends: Promise<void>[] = [];
    for (let i = 0; i < 500; i++) {
      appends.push(journal.append(note(`${i}`), () => texts.push(`${i}`)));
      if (i % 7 === 0) journal.rewrite(texts.map(note));
      if (i % 5 === 0) await new Promise(setImmediate);
    }
    await Promise.all(appends);
    await journal.close();
    expect(await read()).toEqual(texts);
    expect(texts).toHaveLength(500);
  });

  test('of megabytes', async () => {
    const texts = Array.from({ length: 3_000 }, (_, i) => `${i}${'x'.repeat(1_000)}`);
    const { journal } = await open();
    journal.rewrite(texts.map(note));
    await journal.close();
    expect(await read()).toEqual(texts);
  });

  test('that a crash cut short changes nothing', async () => {
    await write('a');
    writeFileSync(`${file}.new`, 'half');
    expect(await read()).toEqual(['a']);
    expect(existsSync(`${file}.new`)).toBe(false);
  });

  test('that fails leaves the file as it was, and all later appends reject', async () => {
    const { journal } = await open();
    await journal.append(note('a'));
    const broken = function* (): Iterable<Note> {
      yield note('b');
      throw new Error('no more');
    };
    expect(() => journal.rewrite(broken())).toThrow(`cannot write ${file}: no more`);
    await expect(journal.append(note('c'))).rejects.toThrow('no more');
    await journal.close();
    expect(await read()).toEqual(['a']);
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

test('a closed one takes nothing', async () => {
  const { journal } = await open();
  const last = journal.append(note('a'));
  await journal.close();
  await last;
  await expect(journal.append(note('b'))).rejects.toThrow(`${file} is closed`);
  expect(await read()).toEqual(['a']);
});
