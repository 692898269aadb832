import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal } from '../../data';
import type { Body } from '../bodies/body';
import { DiskBodies } from '../bodies/disk-bodies';
import { storageError } from '../storage-error';
import { UnderWay } from '../under-way';
import { Catalog } from './catalog';
import type { Change } from './change';
import { changeOf, changeRecord, type ChangeRecord } from './change-record';
import type { Storage } from './storage';

/** A journal is rewritten when it has doubled, but not for less than this. */
const MIN_GROWTH_BYTES = 4 * 1024 * 1024;

/** Kept in a folder: a journal of all changes, and a file for each body. The index follows a change once that is on disk. */
export class DiskStorage implements Storage {
  /** Makes the folder where it is missing. One process uses it at a time. */
  static async open(folder: string): Promise<DiskStorage> {
    const objects = join(folder, 's3-objects');
    await mkdir(objects, { recursive: true, mode: 0o700 });
    const catalog = new Catalog();
    const journal = await Journal.open<ChangeRecord>(join(folder, 's3.journal'), (record) => replay(catalog, record));
    const names = new Set(catalog.buckets().flatMap(([, index]) => index.bodies()).map(({ name }) => name));
    return new DiskStorage(catalog, await DiskBodies.open(objects, (name) => names.has(name)), journal);
  }

  /** Written, and not in the index yet. */
  private readonly underWay = new UnderWay();
  private rewriting: Promise<void> | undefined;
  private rewriteAt = MIN_GROWTH_BYTES;

  private constructor(readonly catalog: Catalog, readonly bodies: DiskBodies, private readonly journal: Journal<ChangeRecord>) {}

  commit(bucket: string, change: Change): Promise<void> {
    return this.append(changeRecord(bucket, change), () => this.catalog.index(bucket).apply(change), bodyOf(change));
  }

  drop(bucket: string): Promise<void> {
    return this.append({ bucket, kind: 'drop' }, () => this.catalog.drop(bucket));
  }

  async close(): Promise<void> {
    await this.underWay.ended();
    await this.journal.close();
    await this.bodies.close();
  }

  private async append(record: ChangeRecord, apply: () => readonly Body[], fresh?: Body): Promise<void> {
    if (this.journal.size >= this.rewriteAt) this.rewriting ??= this.rewrite();
    while (this.rewriting !== undefined) await this.rewriting;
    await this.underWay.add(this.write(record, fresh).then(() => {
      for (const body of apply()) this.bodies.remove(body);
    }));
  }

  private async write(record: ChangeRecord, fresh: Body | undefined): Promise<void> {
    let isWritten = false;
    try {
      await this.journal.append(record, () => { isWritten = true; });
    } catch (error) {
      // Not synced, and yet the next start may find it: its bytes must be there then.
      if (isWritten && fresh !== undefined) this.bodies.hold(fresh);
      throw storageError(error);
    }
  }

  /** With nothing under way, as the index does not know of that yet. */
  private async rewrite(): Promise<void> {
    await this.underWay.ended();
    try {
      this.journal.rewrite(this.records());
    } catch {
      // All later changes are refused with this error.
    }
    this.rewriteAt = this.journal.size + Math.max(this.journal.size, MIN_GROWTH_BYTES);
    this.rewriting = undefined;
  }

  private * records(): Generator<ChangeRecord> {
    for (const [bucket, index] of this.catalog.buckets()) {
      for (const change of index.changes()) yield changeRecord(bucket, change);
    }
  }
}

function bodyOf(change: Change): Body | undefined {
  switch (change.kind) {
    case 'put': return change.object.body;
    case 'put-part': return change.part.body;
    default: return undefined;
  }
}

function replay(catalog: Catalog, record: ChangeRecord): void {
  if (record.kind === 'drop') catalog.drop(record.bucket); else catalog.index(record.bucket).apply(changeOf(record));
}
