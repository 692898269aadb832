import { EMPTY_RECORD, type AccountRecord } from './record';
import { WholeFile } from '../engines/data';

/** The account's record in a file. */
export class StackFile {
  private readonly file: WholeFile<AccountRecord>;

  constructor(path: string) {
    this.file = new WholeFile(path);
  }

  read(): AccountRecord {
    return this.file.read() ?? EMPTY_RECORD;
  }

  write(record: AccountRecord): void {
    this.file.write(record);
  }
}
