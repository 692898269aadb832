import type { Answer } from '../answer';
import type { Bucket, Location } from '../bucket';
import { BucketStore } from './bucket-store';
import { Memory } from './memory';
import type { OperationName } from '../request/operations';
import type { S3Request } from '../request/s3-request';
import { NO_TAGS, type Tags } from '../request/tags';
import { getBucketLocation, headBucket, listBuckets } from './operations/bucket-operations';
import { completeMultipartUpload } from './operations/complete-upload';
import { copyObject } from './operations/copy-object';
import { abortMultipartUpload, createMultipartUpload } from './operations/create-upload';
import { deleteObject, deleteObjects } from './operations/delete-object';
import { getObject } from './operations/get-object';
import { listObjects, listObjectsV2 } from './operations/list-objects';
import { listMultipartUploads, listParts } from './operations/list-uploads';
import { putObject } from './operations/put-object';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/tagging';
import { uploadPart, uploadPartCopy } from './operations/upload-parts';
import type { World } from './world';

type Act = (request: S3Request, world: World) => Answer | Promise<Answer>;

const ACTS: Readonly<Record<OperationName, Act>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  DeleteObjectTagging: deleteObjectTagging,
  GetBucketLocation: getBucketLocation,
  GetObject: getObject,
  GetObjectTagging: getObjectTagging,
  HeadBucket: headBucket,
  HeadObject: getObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};

/** S3 in this process, in memory. Asks no policy: whoever calls it has. */
export class Engine {
  private readonly world: World;

  constructor(buckets: readonly Bucket[], location: Location, clock: () => number, memory = new Memory()) {
    this.world = { stores: new Map(buckets.map((bucket) => [bucket.name, new BucketStore(bucket, memory)])), location, clock };
  }

  /** Throws `S3Error`. */
  async execute(request: S3Request): Promise<Answer> {
    return ACTS[request.operation](request, this.world);
  }

  /** Empty for an object that is missing. */
  tagsOf(bucket: string, key: string): Tags {
    return this.world.stores.get(bucket)?.find(key)?.tags ?? NO_TAGS;
  }
}
