import type { Answer } from './answer';
import type { Permitted } from '../../authorization/authorizer';
import type { Bucket } from '../../s3/bucket';
import type { OperationName } from '../../s3/operations';
import type { S3Request } from '../../s3/request/s3-request';
import type { Stored } from '../../s3/request-scope';

export type PermittedS3Request = Permitted<S3Request<OperationName>>;

/** S3 behind the gateway, in this process or elsewhere. */
export interface S3Engine extends Stored {
  /** What it answers is durable, where anything is. Throws `S3Error`. */
  execute(permitted: PermittedS3Request): Promise<Answer>;

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
