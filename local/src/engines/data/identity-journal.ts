import { Journal } from './journal';
import type { IdentityLog, IdentityRecord, IdentityStore } from '../../cognito';

/** The identities of Cognito's pools in a file: whoever signs in again finds the data that lies under their id. */
export class IdentityJournal implements IdentityLog {
  /** Puts what the file tells into the store, which is empty, and keeps what becomes of it; the file is written anew, without what was forgotten. */
  static async open(file: string, store: IdentityStore): Promise<IdentityJournal> {
    const journal = await Journal.open<IdentityRecord>(file, (record) => store.replay(record));
    journal.rewrite(store.records());
    const log = new IdentityJournal(journal);
    store.logTo(log);
    return log;
  }

  private failed: Error | undefined;
  private closed: Promise<void> | undefined;

  private constructor(private readonly journal: Journal<IdentityRecord>) {}

  append(record: IdentityRecord): void {
    this.journal.append(record, () => {}).catch((error: Error) => { this.failed = error; });
  }

  async flush(): Promise<void> {
    await this.journal.flush();
    if (this.failed !== undefined) throw this.failed;
  }

  /** May be called twice. */
  close(): Promise<void> {
    return this.closed ??= this.journal.close();
  }
}
