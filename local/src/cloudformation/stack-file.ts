import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EMPTY_RECORD, type AccountRecord } from './record';
import { syncFolder } from '../engines/data';

const MODE = 0o600;

/** The account's record in a file: whole, old or new, whenever the process ends. */
export class StackFile {
  constructor(private readonly file: string) {}

  read(): AccountRecord {
    if (!existsSync(this.file)) return EMPTY_RECORD;
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as AccountRecord;
    } catch (error) {
      throw new Error(`${this.file} cannot be read: ${(error as Error).message}; want the file as it was written`);
    }
  }

  write(record: AccountRecord): void {
    const next = `${this.file}.new`;
    const descriptor = openSync(next, 'w', MODE);
    try {
      writeFileSync(descriptor, JSON.stringify(record));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(next, this.file);
    syncFolder(dirname(this.file));
  }
}
