import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import type { ByteRange } from '../range';
import type { Bodies, Body, Chunks } from './body';
import { storageError } from '../storage-error';
import { UnderWay } from '../under-way';
import { Holds } from './holds';

/** What is longer is read as a stream, in chunks of this size. */
const CHUNK_BYTES = 512 * 1024;

/** A name is 16 random bytes in hexadecimal. The first one is the folder's: no folder grows large. */
const NAME_BYTES = 16;
const FOLDER_DIGITS = 2;
const UNFINISHED = '.new';
/** What lies at this very place, and nothing that a link leads to. */
const READ = constants.O_RDONLY + (constants.O_NOFOLLOW ?? 0);
/** Of files of ours, finished or not. */
const PATH = /^[0-9a-f]{2}[\\/][0-9a-f]{30}(\.new)?$/;

/**
 * Bytes on disk, a file for each body. Names are random: keys that differ in case or Unicode form only stay apart on every
 * disk, and no key leads out of the folder. Nothing of what is on disk stays in memory.
 */
export class DiskBodies implements Bodies {
  /** Removes what nobody refers to: a process ended between the file and the index. */
  static async open(folder: string, isReferred: (name: string) => boolean): Promise<DiskBodies> {
    for (const path of await pathsIn(folder)) if (!isReferred(path.replace(/[\\/]/, ''))) await rm(join(folder, path));
    return new DiskBodies(folder);
  }

  private readonly folders = new Map<string, Promise<void>>();
  private readonly removals = new UnderWay();
  private readonly holds = new Holds((name) => this.removeFile(name));

  private constructor(private readonly folder: string) {}

  async write(chunks: Chunks): Promise<Body> {
    const name = randomBytes(NAME_BYTES).toString('hex');
    const path = this.pathOf(name);
    try {
      const size = await this.writeFile(`${path}${UNFINISHED}`, chunks);
      await rename(`${path}${UNFINISHED}`, path);
      await syncFolder(dirname(path));
      return { name, size };
    } catch (error) {
      await Promise.all([path, `${path}${UNFINISHED}`].map((file) => rm(file, { force: true }).catch(ignore)));
      throw storageError(error);
    }
  }

  async open({ name, size }: Body, range: ByteRange = { first: 0, last: size - 1 }): Promise<Buffer | Readable> {
    const release = this.holds.hold(name);
    let handle: FileHandle | undefined;
    try {
      handle = await open(this.pathOf(name), READ);
      const found = (await handle.stat()).size;
      if (found !== size) throw new Error(`${this.pathOf(name)} has ${found} bytes: want ${size}`);
      if (range.last - range.first >= CHUNK_BYTES) return streamOf(handle, range, release);
      const bytes = await readRange(handle, range);
      await handle.close();
      release();
      return bytes;
    } catch (error) {
      await handle?.close().catch(ignore);
      release();
      throw storageError(error);
    }
  }

  remove({ name }: Body): void {
    this.holds.whenFree(name);
  }

  /** Until the end of the process. */
  hold({ name }: Body): void {
    this.holds.hold(name);
  }

  /** Waits for files that are being removed. */
  async close(): Promise<void> {
    await this.removals.ended();
  }

  /** Gives the bytes written. Takes chunks before it makes the file, so that their source is always ended. */
  private async writeFile(path: string, chunks: Chunks): Promise<number> {
    let handle: FileHandle | undefined;
    let size = 0;
    try {
      for await (const chunk of chunks) {
        handle ??= await this.create(path);
        await handle.appendFile(chunk);
        size += chunk.length;
      }
      handle ??= await this.create(path);
      await handle.datasync();
      return size;
    } finally {
      await handle?.close();
    }
  }

  private async create(path: string): Promise<FileHandle> {
    await this.makeFolder(dirname(path));
    return open(path, 'wx', 0o600);
  }

  private makeFolder(path: string): Promise<void> {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const made = mkdir(path, { recursive: true, mode: 0o700 }).then(() => syncFolder(this.folder));
    this.folders.set(path, made);
    made.catch(() => this.folders.delete(path));
    return made;
  }

  private removeFile(name: string): void {
    void this.removals.add(rm(this.pathOf(name), { force: true }).catch(ignore));
  }

  private pathOf(name: string): string {
    return join(this.folder, name.slice(0, FOLDER_DIGITS), name.slice(FOLDER_DIGITS));
  }
}

function ignore(): void {}

function streamOf(handle: FileHandle, range: ByteRange, release: () => void): Readable {
  // Not in the generator: one that was never begun is not ended either.
  return Readable.from(chunksIn(handle, range), { objectMode: false }).once('close', () => {
    void handle.close().catch(ignore).then(release);
  });
}

async function* chunksIn(handle: FileHandle, { first, last }: ByteRange): AsyncGenerator<Buffer> {
  for (let next = first; next <= last; next += CHUNK_BYTES) {
    yield await readRange(handle, { first: next, last: Math.min(next + CHUNK_BYTES - 1, last) });
  }
}

async function readRange(handle: FileHandle, { first, last }: ByteRange): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(last - first + 1);
  let read = 0;
  while (read < bytes.length) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, first + read);
    if (bytesRead === 0) throw new Error('the file ends early');
    read += bytesRead;
  }
  return bytes;
}

/** Names in a folder are on disk with this; Windows knows no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whatever else is there is not ours. */
async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  return files.filter((path) => PATH.test(path));
}
