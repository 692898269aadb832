import { closeSync, constants, fdatasync, fstatSync, fsyncSync, ftruncateSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { frame, frameAt, holdsFrame } from './frame';
import { openOwn } from './own-files';
import { syncFolder } from './sync-folder';

const MODE = 0o600;

/** Bytes that a rewrite gathers before it writes them. */
const CHUNK = 1024 * 1024;

const ignore = (): void => undefined;

const rewritten = (file: string): string => `${file}.new`;

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/** Gives the bytes written. */
function writeRecords(descriptor: number, records: Iterable<object>): number {
  let written = 0;
  let gathered: Buffer[] = [];
  let size = 0;
  const flush = (): void => {
    writeAll(descriptor, Buffer.concat(gathered));
    written += size;
    [gathered, size] = [[], 0];
  };
  for (const record of records) {
    const bytes = frame(record);
    gathered.push(bytes);
    size += bytes.length;
    if (size >= CHUNK) flush();
  }
  flush();
  return written;
}

/** Gives the bytes up to the last whole record: what is behind them was torn by a crash. */
function replayAll<R>(file: string, bytes: Buffer, replay: (record: R) => void): number {
  let offset = 0;
  for (let found = frameAt(bytes, 0); found; found = frameAt(bytes, offset)) {
    replay(JSON.parse(found.json) as R);
    offset = found.end;
  }
  if (holdsFrame(bytes, offset)) {
    throw new Error(`${file} is damaged at byte ${offset} of ${bytes.length}, and records follow: want the file as it was written; it was left as it is`);
  }
  return offset;
}

/** Records that are appended to a file, and read again at the next start. For one process at a time. */
export class Journal<R extends object> {
  /**
   * Replays the records that are there, in their order; a tail torn by a crash is cut off.
   *
   * Throws where a record is damaged and others follow it.
   */
  static async open<R extends object>(file: string, replay: (record: R) => void): Promise<Journal<R>> {
    rmSync(rewritten(file), { force: true });
    const descriptor = openOwn(file, constants.O_RDWR + constants.O_APPEND + constants.O_CREAT, MODE);
    try {
      const size = replayAll(file, readFileSync(descriptor), replay);
      if (size < fstatSync(descriptor).size) ftruncateSync(descriptor, size);
      // A record that the last process wrote and did not live to sync counts from here on.
      fsyncSync(descriptor);
      syncFolder(dirname(file));
      return new Journal(file, descriptor, size);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  private failure: Error | undefined;
  private syncing: Promise<void> = Promise.resolve();
  private nextSync: Promise<void> | undefined;

  private constructor(private readonly file: string, private descriptor: number, private bytes: number) {}

  /** Bytes. */
  get size(): number {
    return this.bytes;
  }

  /**
   * Writes the record, then runs `effect`, both before it returns: whoever sees the effect can
   * rely on it surviving the process. Resolves once the record is on disk.
   *
   * Rejects where it could not be written; `effect` is not run then, and all later appends reject.
   */
  append(record: R, effect: () => void = ignore): Promise<void> {
    this.write(frame(record));
    if (this.failure) return Promise.reject(this.failure);
    effect();
    return this.flush();
  }

  /** Resolves once all that was appended so far is on disk. Those who wait at the same time share one fsync. */
  flush(): Promise<void> {
    // A sync that is under way may miss what was written since it began.
    return this.nextSync ??= this.syncing.then(() => {
      this.nextSync = undefined;
      return this.syncing = this.sync();
    });
  }

  /**
   * Puts these records in place of the file, before it returns: what is not in them is forgotten, however it was appended.
   *
   * Throws where they could not be written; all later appends reject then.
   */
  rewrite(records: Iterable<R>): void {
    if (this.failure) throw this.failure;
    try {
      const [descriptor, bytes] = this.replaceFile(records);
      const old = this.descriptor;
      [this.descriptor, this.bytes] = [descriptor, bytes];
      void this.syncing.finally(() => closeSync(old)).catch(ignore);
    } catch (error) {
      throw this.fail(error);
    }
  }

  /** Waits for what was appended. Later appends reject. */
  async close(): Promise<void> {
    const flushed = this.flush();
    this.failure ??= new Error(`${this.file} is closed`);
    await flushed.catch(ignore);
    closeSync(this.descriptor);
  }

  private write(bytes: Buffer): void {
    if (this.failure) return;
    try {
      writeAll(this.descriptor, bytes);
      this.bytes += bytes.length;
    } catch (error) {
      this.fail(error);
    }
  }

  private async sync(): Promise<void> {
    try {
      await promisify(fdatasync)(this.descriptor);
    } catch (error) {
      throw this.fail(error);
    }
  }

  private replaceFile(records: Iterable<R>): [descriptor: number, bytes: number] {
    const file = rewritten(this.file);
    rmSync(file, { force: true });
    const descriptor = openOwn(file, constants.O_WRONLY + constants.O_CREAT + constants.O_EXCL, MODE);
    try {
      const bytes = writeRecords(descriptor, records);
      fsyncSync(descriptor);
      renameSync(file, this.file);
      syncFolder(dirname(this.file));
      return [descriptor, bytes];
    } catch (error) {
      closeSync(descriptor);
      rmSync(file, { force: true });
      throw error;
    }
  }

  /** The first failure counts: what the system kept of a write that failed, nobody knows. */
  private fail(error: unknown): Error {
    return this.failure ??= new Error(`cannot write ${this.file}: ${(error as Error).message}; nothing is saved until the next start`, { cause: error });
  }
}
