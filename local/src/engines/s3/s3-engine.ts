import type { Answer } from './answer';
import type { Bucket } from '../../s3/bucket';
import type { StoredName } from '../../s3/contexts/scope';
import type { ObjectKmsKey } from '../../s3/encryption';
import type { S3Request } from '../../s3/request/s3-request';
import type { Tags } from '../../s3/request/tags';

/** S3 behind the gateway, in this process or elsewhere. Asks no policy: whoever calls it has. */
export interface S3Engine {
  /** What it answers is durable, where anything is. Throws `S3Error`. */
  execute(request: S3Request): Promise<Answer>;

  /** Empty for an object that is missing. At once where that is possible: nothing can change between decision and act then. */
  tagsOf(bucket: string, key: string): Tags | Promise<Tags>;

  /** The customer's key that an object, or an upload that is open, is encrypted with. Undefined for what is missing, too. */
  kmsKeyOf(stored: StoredName): ObjectKmsKey | undefined;

  /**
   * The buckets there are from now on. New ones are empty, those that are gone are dropped with all that is in them,
   * others keep it while their settings change. Calls take effect one after another.
   */
  setBuckets(buckets: readonly Bucket[]): Promise<void>;

  /** Whether there is no object in a bucket; uploads that are open do not count. Throws NoSuchBucket. */
  isEmpty(bucket: string): Promise<boolean>;

  /** Waits for what is under way, and gives files and connections back. */
  close(): Promise<void>;
}
