import { randomBytes } from 'node:crypto';
import type { Bucket } from '../../s3/bucket';
import { markerHeaders, methodNotAllowed, noSuchBucket, noSuchUpload, NoSuchKey, noSuchVersion } from '../../s3/errors';
import { KeyedQueue } from '../keyed-queue';
import type { ListingKeys } from './listing';
import type { BucketIndex } from './storage/bucket-index';
import type { Change } from './storage/change';
import type { Storage } from './storage/storage';
import { isDeleteMarker, versionName, type StoredObject, type Upload, type Version } from './stored-object';

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

  /** Those with versions, too, whose object is deleted. */
  get allKeys(): ListingKeys {
    return this.index.allKeys;
  }

  /** No object is in it, whatever the version. */
  get isEmpty(): boolean {
    return this.index.allKeys.isEmpty;
  }

  find(key: string): StoredObject | undefined {
    return this.index.find(key);
  }

  /** The latest first. */
  versionsOf(key: string): readonly Version[] {
    return this.index.versionsOf(key);
  }

  /** By S3's name for it. */
  findVersion(key: string, name: string): Version | undefined {
    return this.index.versionsOf(key).find((version) => versionName(version) === name);
  }

  /** The object that a key stands for or, with the name of a version, stood for then. */
  get(key: string, version?: string): StoredObject {
    const found = version === undefined ? this.versionsOf(key)[0] : this.version(key, version);
    if (found === undefined) throw new NoSuchKey(this.bucket.name, key);
    if (!isDeleteMarker(found)) return found;
    const headers = markerHeaders(versionName(found));
    if (version === undefined) throw new NoSuchKey(this.bucket.name, key, headers);
    throw methodNotAllowed({ Method: 'GET', ResourceType: 'DeleteMarker' }, { ...headers, 'allow': 'DELETE', 'last-modified': new Date(found.lastModified).toUTCString() });
  }

  version(key: string, name: string): Version {
    const found = this.findVersion(key, name);
    if (found === undefined) throw noSuchVersion(key, name);
    return found;
  }

  /** The id of a version that is made now. */
  newVersionId(): string | undefined {
    return this.bucket.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : undefined;
  }

  /** What is told of versions in a bucket that has, or had, them. */
  versionHeaders(version: Version): Record<string, string> {
    return version.versionId === undefined && this.bucket.versioning === undefined ? {} : { 'x-amz-version-id': versionName(version) };
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
