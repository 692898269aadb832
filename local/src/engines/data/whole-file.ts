import { closeSync, constants, existsSync, fsyncSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openOwn, readOwn } from './own-files';
import { syncFolder } from './sync-folder';

const MODE = 0o600;

/** JSON in a file: whole, old or new, whenever the process ends. */
export class WholeFile<T> {
  constructor(private readonly file: string) {}

  /** Undefined where there is none yet. */
  read(): T | undefined {
    if (!existsSync(this.file)) return undefined;
    try {
      return JSON.parse(readOwn(this.file)) as T;
    } catch (error) {
      throw new Error(`${this.file} cannot be read: ${(error as Error).message}; want the file as it was written`);
    }
  }

  write(value: T): void {
    const next = `${this.file}.new`;
    rmSync(next, { force: true });
    const descriptor = openOwn(next, constants.O_WRONLY + constants.O_CREAT + constants.O_EXCL, MODE);
    try {
      writeFileSync(descriptor, JSON.stringify(value));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(next, this.file);
    syncFolder(dirname(this.file));
  }
}
