import { chmodSync, closeSync, constants, fsyncSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FolderLock } from './folder-lock';
import { LOCK_NAME } from './heartbeat';
import { assertOwn, assertOwnBelow, openOwn, readOwn } from './own-files';
import { syncFolder } from './sync-folder';

/** Of all that is kept in the folder, by whichever service: raised where an earlier version could not read what is written. */
const FORMAT = '1';

const MODE = 0o700;

function writeFormat(file: string, folder: string): void {
  const descriptor = openOwn(file, constants.O_WRONLY + constants.O_CREAT + constants.O_TRUNC, 0o600);
  try {
    writeFileSync(descriptor, `${FORMAT}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolder(folder);
}

/** A folder that holds something else is not taken over, and never made somebody's only. */
function checkFormat(folder: string): void {
  const file = join(folder, 'format');
  const names = readdirSync(folder).filter((name) => name !== LOCK_NAME);
  const found = names.includes('format') ? readOwn(file).trim() : '';
  if (found === FORMAT) return;
  if (found !== '') throw new Error(`the data folder ${folder} has format ${JSON.stringify(found.slice(0, 20))}: want ${FORMAT}, or the version that wrote it`);
  // Empty after a crash in the very first start.
  if (names.some((name) => name !== 'format')) throw new Error(`${folder} is no data folder and not empty: want an empty or a new folder`);
  writeFormat(file, folder);
}

/** Where services keep what outlives the process. One process uses it at a time, and no other user of the machine reads it. */
export class DataFolder {
  /**
   * Makes the folder where it is missing.
   *
   * Throws where another process uses it, where it holds something else, and where it is not this user's alone.
   */
  static async open(path: string): Promise<DataFolder> {
    mkdirSync(path, { recursive: true, mode: MODE });
    // The folders above it may be links: on macOS that of temporary files is.
    assertOwn(resolve(path));
    const folder = realpathSync(path);
    const lock = await FolderLock.acquire(folder);
    try {
      checkFormat(folder);
      assertOwnBelow(folder);
      chmodSync(folder, MODE);
      return new DataFolder(folder, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private constructor(readonly path: string, private readonly lock: FolderLock) {}

  /** Another process may use it from here on. */
  async close(): Promise<void> {
    await this.lock.release();
  }
}
