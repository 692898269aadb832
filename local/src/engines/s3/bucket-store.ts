import type { Bucket } from '../../s3/bucket';
import { noSuchBucket, noSuchUpload, NoSuchKey } from '../../s3/errors';
import { KeyedQueue } from '../keyed-queue';
import type { ListingKeys } from './listing';
import type { BucketIndex } from './storage/bucket-index';
import type { Change } from './storage/change';
import type { Storage } from './storage/storage';
import type { StoredObject, Upload } from './stored-object';

/** One bucket as operations see it. What they find is kept for good already. */
export class BucketStore {
  private readonly changes = new KeyedQueue();
  private readonly index: BucketIndex;
  private isEnded = false;

  /** `bucket` is its settings, which may change. */
  constructor(public bucket: Bucket, private readonly storage: Storage) {
    this.index = storage.catalog.index(bucket.name);
  }

  get keys(): ListingKeys {
    return this.index.keys;
  }

  find(key: string): StoredObject | undefined {
    return this.index.find(key);
  }

  get(key: string): StoredObject {
    const found = this.index.find(key);
    if (found === undefined) throw new NoSuchKey(this.bucket.name, key);
    return found;
  }

  /** An id counts for its own key only: whoever may write one key must not reach another one's upload. */
  findUpload(id: string, key: string): Upload | undefined {
    const found = this.index.upload(id);
    return found?.key === key ? found : undefined;
  }

  upload(id: string, key: string): Upload {
    const found = this.findUpload(id, key);
    if (found === undefined) throw noSuchUpload(id);
    return found;
  }

  listUploads(): Upload[] {
    return this.index.listUploads();
  }

  /**
   * What `act` finds of a key and its uploads stays so until it is done, so that conditions still hold when the change is
   * kept: all changes of a key are made in here, one after another.
   */
  change<T>(key: string, act: (commit: (change: Change) => Promise<void>) => Promise<T>): Promise<T> {
    return this.changes.run(key, () => {
      this.assertThere();
      return act(this.commit);
    });
  }

  /** Refuses changes from here on, and waits for those that are under way. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.changes.drained();
  }

  private readonly commit = async (change: Change): Promise<void> => {
    this.assertThere();
    await this.storage.commit(this.bucket.name, change);
  };

  private assertThere(): void {
    if (this.isEnded) throw noSuchBucket(this.bucket.name);
  }
}
