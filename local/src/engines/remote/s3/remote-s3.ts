import { createBuckets } from './create-buckets';
import { deletionAnswer } from './deletions';
import { withContent } from './held-content';
import { incoming, isDocument, readError } from './incoming';
import { objectPath } from './object-path';
import { outgoing } from './outgoing';
import type { Bucket, Buckets, Location } from '../../../s3/bucket';
import type { StoredName } from '../../../s3/contexts/scope';
import type { ObjectKmsKey } from '../../../s3/encryption';
import { noSuchBucket, notImplemented, S3Error } from '../../../s3/errors';
import type { OperationName } from '../../../s3/operations';
import type { S3Request } from '../../../s3/request/s3-request';
import { NO_TAGS, tagsOfBody, type Tags } from '../../../s3/request/tags';
import { KeyedQueue } from '../../keyed-queue';
import type { Answer } from '../../s3/answer';
import { assertChecksumGiven, verifyMd5 } from '../../s3/checksums';
import { assertAcl } from '../../s3/object-headers';
import { getBucketLocation, headBucket, listBuckets, type BucketNames, notOfEngine } from '../../s3/operations/bucket-operations';
import { BUCKET_SETTINGS, isSettingsOperation } from '../../s3/operations/bucket-settings';
import { verifiedChecksum } from '../../s3/received-content';
import type { PermittedS3Request, S3Engine } from '../../s3/s3-engine';
import { RemoteServer } from '../remote-server';

/** An answer is held in memory; clients fetch larger objects in ranges. */
const MAX_ANSWER_BYTES = 512 * 1024 * 1024;

/** What engines say of an object that has no tags. */
const WITHOUT_TAGS = ['NoSuchKey', 'NoSuchTagSet', 'NoSuchTagSetError'];

/** S3 that runs elsewhere, such as MinIO. Its buckets are never deleted. */
export class RemoteS3 implements S3Engine {
  static async connect(endpoint: URL, buckets: readonly Bucket[], location: Location, clock: () => number): Promise<RemoteS3> {
    const engine = new RemoteS3(endpoint, location, clock);
    try {
      await engine.setBuckets(buckets);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private readonly server: RemoteServer;
  private buckets: Buckets = new Map();
  private readonly settings = new KeyedQueue();

  private constructor(endpoint: URL, private readonly location: Location, private readonly clock: () => number) {
    this.server = new RemoteServer({
      endpoint,
      service: 's3',
      region: location.region,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      failure: (message) => new S3Error('InternalError', message, 500),
    });
  }

  async execute({ request }: PermittedS3Request): Promise<Answer> {
    const { operation } = request;
    if (isAboutVersions(request)) throw noVersions();
    if (isConditional(request)) throw notImplemented('conditions of deletions and copies on another engine, which may ignore them');
    if (isSettingsOperation(operation)) return BUCKET_SETTINGS[operation](this.bucket(request.bucket));
    switch (operation) {
      // The other engine may have buckets that no stack defines, in another region.
      case 'ListBuckets': return listBuckets(request, this.names());
      case 'HeadBucket': return headBucket(request, this.names());
      case 'GetBucketLocation': return getBucketLocation(request, this.names());
      case 'CreateBucket': case 'DeleteBucket': return notOfEngine();
      case 'DeleteObjects': return this.deleteObjects(request);
      case 'CompleteMultipartUpload': verifyMd5(request.headers, request.body); break;
      case 'PutObjectTagging': await verifiedChecksum(request.headers, request.body); break;
      default: assertAcl(request.headers, this.bucket(request.bucket));
    }
    return this.forward(request);
  }

  /** Throws, so that nothing is decided, where the engine does not tell. */
  async tagsOf({ bucket, key, versionId }: StoredName): Promise<Tags> {
    if (versionId !== undefined) throw noVersions();
    const { status, body } = await this.server.send({ method: 'GET', path: objectPath(bucket, key), query: { tagging: '' } });
    if (status === 404 && WITHOUT_TAGS.includes(readError(body)?.code ?? '')) return NO_TAGS;
    if (status !== 200) throw this.server.failure(`did not tell the tags of an object (status ${status})`);
    try {
      return tagsOfBody(body);
    } catch {
      throw this.server.nonsense();
    }
  }

  /** Nothing there tells with what an object was written: it is taken to be what its bucket says. */
  kmsKeyOf({ bucket }: StoredName): ObjectKmsKey | undefined {
    const encryption = this.buckets.get(bucket)?.encryption;
    return encryption?.kmsKey && { arn: encryption.kmsKey.arn, bucketKeyEnabled: encryption.bucketKeyEnabled };
  }

  markerOf(): undefined {
    return undefined;
  }

  setBuckets(buckets: readonly Bucket[]): Promise<void> {
    return this.settings.run('', async () => {
      await createBuckets(buckets, this.location.region, this.server);
      this.buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
    });
  }

  async isEmpty(bucket: string): Promise<boolean> {
    const { name } = this.bucket(bucket);
    const { status, body } = await this.server.send({ method: 'GET', path: `/${name}`, query: { 'list-type': '2', 'max-keys': '1' } });
    if (status !== 200 || !isDocument(body)) throw this.server.nonsense();
    return !body.includes('<Contents>');
  }

  async close(): Promise<void> {
    await this.settings.drained();
    this.server.close();
  }

  private async forward(request: S3Request<OperationName>): Promise<Answer> {
    const whole = await withContent(request);
    return incoming(whole, await this.server.send(outgoing(whole)), this.server);
  }

  /** Only what may be deleted is sent on. */
  private async deleteObjects(request: S3Request<OperationName>): Promise<Answer> {
    const { headers, body, deletion } = request;
    assertChecksumGiven(headers);
    await verifiedChecksum(headers, body);
    const isRefused = deletion!.entries.every(({ error }) => error !== undefined);
    const done = isRefused ? undefined : (await this.forward(request)).content as Buffer;
    return deletionAnswer(deletion!.entries, done, this.server);
  }

  private names(): BucketNames {
    return { stores: this.buckets, location: this.location, clock: this.clock };
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    return bucket;
  }
}

function isAboutVersions({ operation, versionId, source, deletion }: S3Request<OperationName>): boolean {
  return operation === 'ListObjectVersions' || [versionId, source?.versionId, ...deletion?.entries.map((entry) => entry.versionId) ?? []].some((id) => id !== undefined);
}

function isConditional({ operation, headers, deletion }: S3Request<OperationName>): boolean {
  const isOne = operation === 'DeleteObject' || operation === 'CopyObject';
  return (isOne && (headers.has('if-match') || headers.has('if-none-match'))) || (deletion?.entries.some(({ etag }) => etag !== undefined) ?? false);
}

function noVersions(): S3Error {
  return notImplemented('versions of objects on another engine');
}
