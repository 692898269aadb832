import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child, newFolder, scriptOf } from './child';
import { DataFolder } from '../../../src/engines/data';

const mode = (path: string): number => statSync(path).mode % 0o1000;

describe('the folder', () => {
  test('is made where it is missing, for its owner only, and used again', async () => {
    const path = join(newFolder(), 'deep', 'data');
    for (let i = 0; i < 2; i++) {
      const folder = await DataFolder.open(path);
      expect([folder.path, mode(path), readFileSync(join(path, 'format'), 'utf8')]).toEqual([path, 0o700, '1\n']);
      await folder.close();
    }
  });

  test('may be there, empty, and becomes its owner\'s only', async () => {
    const path = newFolder();
    chmodSync(path, 0o755);
    await (await DataFolder.open(path)).close();
    expect(mode(path)).toBe(0o700);
  });

  test('of a crash in the first start', async () => {
    const path = newFolder();
    writeFileSync(join(path, 'format'), '');
    await (await DataFolder.open(path)).close();
    expect(readFileSync(join(path, 'format'), 'utf8')).toBe('1\n');
  });

  test.each([['format', '2\n', /has format "2": want 1/], ['format', '1\u001b[31m', /has format "1\\u001b\[31m"/], ['letters.txt', 'dear', /is no data folder and not empty/]])(
    'that holds something else is left as it is: %s %j', async (name, text, message) => {
      const path = newFolder();
      mkdirSync(join(path, 'more'));
      writeFileSync(join(path, name), text);
      chmodSync(path, 0o755);
      for (let i = 0; i < 2; i++) await expect(DataFolder.open(path)).rejects.toThrow(message);
      expect([readdirSync(path), readFileSync(join(path, name), 'utf8'), mode(path)]).toEqual([[name, 'more'].sort(), text, 0o755]);
    });

  test('that is a file', async () => {
    const path = join(newFolder(), 'data');
    writeFileSync(path, '');
    await expect(DataFolder.open(path)).rejects.toThrow('EEXIST');
  });
});

describe('one process at a time', () => {
  let script: string;
  afterEach(Child.killAll);
  beforeAll(() => { script = scriptOf(join(__dirname, 'hold-process.ts')); });

  const IN_USE = /^the data folder .* is in use by another process/;

  test('whichever way the folder is named', async () => {
    const path = newFolder();
    const link = join(newFolder(), 'link');
    symlinkSync(path, link);
    const child = Child.script(script, path, 'stay');
    expect(await child.said(1)).toEqual(['open']);
    for (const name of [path, link, `${path}/.`]) await expect(DataFolder.open(name)).rejects.toThrow(IN_USE);
    await child.kill();
    await (await DataFolder.open(link)).close();
  });

  test('not even this one twice', async () => {
    const folder = await DataFolder.open(newFolder());
    await expect(DataFolder.open(folder.path)).rejects.toThrow(IN_USE);
    await folder.close();
    await (await DataFolder.open(folder.path)).close();
  });

  test('it does not keep the process alive', async () => {
    const child = Child.script(script, newFolder());
    expect(await child.ended()).toEqual({ code: 0, stderr: '' });
    expect(child.lines).toEqual(['open']);
  });

  test('where addresses are files, too, and one was left over by a process that was killed', async () => {
    const path = newFolder();
    for (let i = 0; i < 2; i++) {
      const child = Child.script(script, path, 'stay', 'darwin');
      expect(await child.said(1)).toEqual(['open']);
      const other = Child.script(script, path, 'stay', 'darwin');
      await other.ended();
      expect(other.lines).toEqual([expect.stringMatching(IN_USE)]);
      await child.kill();
    }
  });

  test('of many that start together one gets it', async () => {
    const path = newFolder();
    const children = Array.from({ length: 6 }, () => Child.script(script, path, 'stay'));
    const said = await Promise.all(children.map((child) => child.said(1)));
    expect(said.filter(([line]) => line === 'open')).toHaveLength(1);
    expect(said.filter(([line]) => IN_USE.test(line))).toHaveLength(5);
  });
});
