import type { Contents } from './contents';
import type { Log } from './log';
import type { LogRecord } from './log-record';
import { DynamoDbError } from '../../dynamodb/errors';
import { noSpace } from '../../no-space';
import { Journal } from '../data';

/** Bytes below which nothing is gained by compaction. */
const SMALL = 1024 * 1024;

/** A log in a file. The contents are what it tells of. */
export class FileLog implements Log {
  /** Puts what the file tells into the contents, which are empty. */
  static async open(file: string, contents: Contents): Promise<FileLog> {
    const journal = await Journal.open<LogRecord>(file, (record) => contents.replay(record));
    return new FileLog(journal, contents);
  }

  /** Bytes: twice what was live the last time, so that compaction costs no more than the writes that led to it. At first that is unknown. */
  private limit = SMALL;

  private constructor(private readonly journal: Journal<LogRecord>, private readonly contents: Contents) {}

  append(record: () => LogRecord, effect: () => void): Promise<void> {
    const appended = this.journal.append(record(), effect);
    this.compact();
    return appended.catch(refuse);
  }

  flush(): Promise<void> {
    return this.journal.flush().catch(refuse);
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  private compact(): void {
    if (this.journal.size <= this.limit) return;
    try {
      this.journal.rewrite(this.contents.records());
    } catch {
      // What was appended is in the file all the same; the journal refuses the next.
    }
    this.limit = SMALL + 2 * this.journal.size;
  }
}

function refuse(error: Error): never {
  throw Object.assign(new DynamoDbError('InternalServerError', noSpace(error) ?? error.message, 500), { cause: error });
}
