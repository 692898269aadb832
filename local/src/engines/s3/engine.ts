import type { Answer } from './answer';
import { BucketStore } from './bucket-store';
import { KeyedQueue } from '../keyed-queue';
import { getBucketLocation, headBucket, listBuckets, notOfEngine } from './operations/bucket-operations';
import { BUCKET_SETTINGS, isSettingsOperation, type SettingsOperation } from './operations/bucket-settings';
import { completeMultipartUpload } from './operations/complete-upload';
import { copyObject } from './operations/copy-object';
import { abortMultipartUpload, createMultipartUpload } from './operations/create-upload';
import { deleteObject, deleteObjects } from './operations/delete-object';
import { getObject } from './operations/get-object';
import { getObjectAttributes } from './operations/get-object-attributes';
import { listObjects, listObjectsV2 } from './operations/list-objects';
import { listMultipartUploads, listParts } from './operations/list-uploads';
import { listObjectVersions } from './operations/list-versions';
import { putObject } from './operations/put-object';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/tagging';
import { uploadPart, uploadPartCopy } from './operations/upload-parts';
import type { PermittedS3Request, S3Engine } from './s3-engine';
import { DiskStorage } from './storage/disk-storage';
import { MemoryStorage } from './storage/memory-storage';
import type { Storage } from './storage/storage';
import { isDeleteMarker, versionName, type StoredObject, type Upload } from './stored-object';
import { UnderWay } from './under-way';
import { storeOf, type World } from './world';
import type { Bucket, Location } from '../../s3/bucket';
import type { StoredName } from '../../s3/contexts/scope';
import { kmsKeyOf, type ObjectKmsKey } from '../../s3/encryption';
import type { OperationName } from '../../s3/operations';
import type { S3Request } from '../../s3/request/s3-request';
import { NO_TAGS, type Tags } from '../../s3/request/tags';

type Act = (request: S3Request, world: World) => Answer | Promise<Answer>;

const ACTS: Readonly<Record<Exclude<OperationName, SettingsOperation>, Act>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: notOfEngine,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: notOfEngine,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  DeleteObjectTagging: deleteObjectTagging,
  GetBucketLocation: getBucketLocation,
  GetObject: getObject,
  GetObjectAttributes: getObjectAttributes,
  GetObjectTagging: getObjectTagging,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjects: listObjects,
  ListObjectVersions: listObjectVersions,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};

/** S3 in this process: in memory, or in a folder. */
export class Engine implements S3Engine {
  /** Keeps everything in a folder, which is made where it is missing. What is in it of other buckets is dropped. */
  static async open(folder: string, buckets: readonly Bucket[], location: Location, clock: () => number): Promise<Engine> {
    const engine = new Engine([], location, clock, await DiskStorage.open(folder));
    await engine.setBuckets(buckets);
    return engine;
  }

  private readonly world: World;
  private readonly stores = new Map<string, BucketStore>();
  private readonly settings = new KeyedQueue();
  private readonly running = new UnderWay();
  private closed: Promise<void> | undefined;

  constructor(buckets: readonly Bucket[], location: Location, clock: () => number, private readonly storage: Storage = new MemoryStorage()) {
    this.world = { stores: this.stores, bodies: storage.bodies, location, clock };
    this.setStores(buckets);
  }

  async execute({ request }: PermittedS3Request): Promise<Answer> {
    const { operation, bucket } = request;
    if (isSettingsOperation(operation)) return BUCKET_SETTINGS[operation](storeOf(this.world, bucket).bucket);
    return this.running.add(Promise.resolve(ACTS[operation](request, this.world)));
  }

  tagsOf(name: StoredName): Tags {
    return this.find(name)?.tags ?? NO_TAGS;
  }

  kmsKeyOf(name: StoredName): ObjectKmsKey | undefined {
    const stored = this.find(name);
    return stored && kmsKeyOf(stored.headers);
  }

  markerOf({ bucket, key }: StoredName): string | undefined {
    const latest = this.stores.get(bucket)?.versionsOf(key)[0];
    return latest !== undefined && isDeleteMarker(latest) ? versionName(latest) : undefined;
  }

  setBuckets(buckets: readonly Bucket[]): Promise<void> {
    return this.settings.run('', async () => {
      const names = new Set(buckets.map(({ name }) => name));
      for (const [name] of this.storage.catalog.buckets()) if (!names.has(name)) await this.drop(name);
      this.setStores(buckets);
    });
  }

  async isEmpty(bucket: string): Promise<boolean> {
    return storeOf(this.world, bucket).isEmpty;
  }

  /** May be called twice: the second call waits for the first. */
  close(): Promise<void> {
    return this.closed ??= this.end();
  }

  private find({ bucket, key, uploadId, versionId }: StoredName): StoredObject | Upload | undefined {
    const store = this.stores.get(bucket);
    if (uploadId !== undefined) return store?.findUpload(uploadId, key);
    const found = versionId === undefined ? store?.find(key) : store?.findVersion(key, versionId);
    return found === undefined || isDeleteMarker(found) ? undefined : found;
  }

  private async end(): Promise<void> {
    await Promise.all([this.settings.drained(), this.running.ended()]);
    await this.storage.close();
  }

  private setStores(buckets: readonly Bucket[]): void {
    for (const bucket of buckets) {
      const store = this.stores.get(bucket.name);
      if (store === undefined) this.stores.set(bucket.name, new BucketStore(bucket, this.storage)); else store.bucket = bucket;
    }
  }

  /** Nobody writes to it while it goes. Where it cannot go, it is there again. */
  private async drop(name: string): Promise<void> {
    const store = this.stores.get(name);
    this.stores.delete(name);
    await store?.end();
    try {
      await this.storage.drop(name);
    } catch (error) {
      if (store !== undefined) this.stores.set(name, new BucketStore(store.bucket, this.storage));
      throw error;
    }
  }
}
