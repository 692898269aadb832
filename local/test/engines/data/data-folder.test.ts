import { chmodSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Child, newFolder, scriptOf } from './child';
import { DataFolder, Journal, WholeFile } from '../../../src/engines/data';

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

describe('the folder is this user\'s alone', () => {
  const used = async (): Promise<string> => {
    const path = newFolder();
    await (await DataFolder.open(path)).close();
    mkdirSync(join(path, 's3-objects', 'ab'), { recursive: true });
    writeFileSync(join(path, 'dynamodb.journal'), '');
    return path;
  };
  const elsewhere = (): string => {
    const file = join(newFolder(), 'precious');
    writeFileSync(file, 'precious');
    return file;
  };

  test('as it is left', async () => {
    await (await DataFolder.open(await used())).close();
  });

  test.each<[what: string, change: (path: string) => string | void, message: RegExp]>([
    ['a link to a folder', (path) => {
      const link = join(newFolder(), 'link');
      symlinkSync(path, link);
      return link;
    }, /link is a symbolic link: want what it leads to itself/],
    ['the same, in other words', (path) => {
      const link = join(newFolder(), 'link');
      symlinkSync(path, link);
      return `${link}/./`;
    }, /link is a symbolic link/],
    ['a journal that is a link', (path) => {
      rmSync(join(path, 'dynamodb.journal'));
      symlinkSync(elsewhere(), join(path, 'dynamodb.journal'));
    }, /dynamodb\.journal is a symbolic link/],
    ['a format that is a link', (path) => {
      rmSync(join(path, 'format'));
      symlinkSync(elsewhere(), join(path, 'format'));
    }, /format is a symbolic link/],
    ['a link among the objects', (path) => symlinkSync(elsewhere(), join(path, 's3-objects', 'ab', 'x')), /s3-objects\/ab\/x is a symbolic link/],
    ['objects that lie elsewhere', (path) => {
      rmSync(join(path, 's3-objects'), { recursive: true });
      symlinkSync(newFolder(), join(path, 's3-objects'));
    }, /s3-objects is a symbolic link/],
    ['a file with another name elsewhere', (path) => {
      rmSync(join(path, 'dynamodb.journal'));
      linkSync(elsewhere(), join(path, 'dynamodb.journal'));
    }, /dynamodb\.journal has 2 names: want a file with one name/],
    ['others who may write to it', (path) => chmodSync(path, 0o777), /may be written to by others \(mode 777\): want only you: chmod go-w/],
    ['others who may write to a file', (path) => chmodSync(join(path, 'dynamodb.journal'), 0o620), /dynamodb\.journal may be written to by others \(mode 620\)/],
    ['others who may write among the objects', (path) => chmodSync(join(path, 's3-objects', 'ab'), 0o702), /ab may be written to by others \(mode 702\)/],
  ])('fails: %s', async (_, change, message) => {
    const path = await used();
    await expect(DataFolder.open(change(path) ?? path)).rejects.toThrow(message);
    chmodSync(path, 0o700);
  });

  test('fails: another owner', async () => {
    const path = await used();
    jest.spyOn(process, 'getuid').mockReturnValue(process.getuid!() + 1);
    await expect(DataFolder.open(path)).rejects.toThrow(/^the data folder .* belongs to user \d+, and this is user \d+: want one of your own/);
    jest.restoreAllMocks();
  });

  test('what is opened is what lies there, whatever was put there since', async () => {
    const [path, precious] = [newFolder(), elsewhere()];
    for (const name of ['a', 'b']) symlinkSync(precious, join(path, name));
    await expect(Journal.open(join(path, 'a'), () => {})).rejects.toThrow('ELOOP');
    expect(() => new WholeFile(join(path, 'a')).read()).toThrow('ELOOP');
    // A file is written beside it and put in its place.
    new WholeFile(join(path, 'b')).write({ new: true });
    symlinkSync(precious, join(path, 'c.new'));
    new WholeFile(join(path, 'c')).write({ new: true });
    const journal = await Journal.open<{ n: number }>(join(path, 'd'), () => {});
    symlinkSync(precious, join(path, 'd.new'));
    journal.rewrite([{ n: 1 }]);
    await journal.close();
    expect(readFileSync(precious, 'utf8')).toBe('precious');
  });
});

describe('one process at a time', () => {
  let script: string;
  afterEach(Child.killAll);
  beforeAll(() => { script = scriptOf(join(__dirname, 'hold-process.ts')); });

  const IN_USE = /^the data folder .* is in use by another process/;

  test('whichever way the folder is named', async () => {
    const path = newFolder();
    const above = join(newFolder(), 'link');
    symlinkSync(dirname(path), above);
    const child = Child.script(script, path, 'stay');
    expect(await child.said(1)).toEqual(['open']);
    for (const name of [path, join(above, basename(path)), `${path}/.`]) await expect(DataFolder.open(name)).rejects.toThrow(IN_USE);
    await child.kill();
    await (await DataFolder.open(join(above, basename(path)))).close();
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

describe('containers that share a folder see no sockets of each other', () => {
  const lockOf = (folder: string) => join(folder, 'lock');
  /** What a process in another container leaves in a folder while it runs. */
  const ELSEWHERE = 'another boot net:[1]\nsomebody\n';
  const since = (folder: string, seconds: number) => {
    const time = new Date(Date.now() - seconds * 1000);
    utimesSync(lockOf(folder), time, time);
  };

  test('a folder that is held there is not taken over, until nothing was heard for some seconds', async () => {
    const folder = newFolder();
    writeFileSync(lockOf(folder), ELSEWHERE);
    for (const seconds of [0, 4]) {
      since(folder, seconds);
      await expect(DataFolder.open(folder)).rejects.toThrow(/is in use by another process/);
      expect(readFileSync(lockOf(folder), 'utf8')).toBe(ELSEWHERE);
    }
    since(folder, 6);
    await (await DataFolder.open(folder)).close();
  });

  test('of two that find it so at once, one gets it', async () => {
    const folder = newFolder();
    writeFileSync(lockOf(folder), ELSEWHERE);
    since(folder, 6);
    const opening = DataFolder.open(folder);
    await setTimeout(50);
    writeFileSync(lockOf(folder), ELSEWHERE);
    await expect(opening).rejects.toThrow(/is in use by another process/);
    expect(readFileSync(lockOf(folder), 'utf8')).toBe(ELSEWHERE);
  });

  test('it beats while it is held, and leaves nothing', async () => {
    const folder = newFolder();
    const opened = await DataFolder.open(folder);
    since(folder, 60);
    await setTimeout(1_500);
    expect(Date.now() - statSync(lockOf(folder)).mtimeMs).toBeLessThan(3_000);
    expect(statSync(lockOf(folder)).mode % 0o1000).toBe(0o600);
    await opened.close();
    await opened.close();
    expect(readdirSync(folder)).toEqual(['format']);
  });
});
