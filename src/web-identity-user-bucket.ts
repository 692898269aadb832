import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { assertClosed, assertOrigins } from './checks/closed-bucket';
import type { IUserBucket, OwnObjectsOptions, PublishedObjectsOptions } from './user-bucket-grants';
import { UserBucketGrants } from './user-bucket-grants';
import { usersOrNew } from './users/users-or-new';
import type { WebIdentityProvider } from './web-identity-provider';
import type { IWebIdentityUsers } from './web-identity-user-role';

/** Properties of `WebIdentityUserBucket`: who signs in, what they may touch, and every option of `Bucket` that does not open it. */
export interface WebIdentityUserBucketProps extends OwnObjectsOptions, s3.BucketProps {
  /**
   * Who signs users in.
   *
   * @default - required unless `users` is given
   */
  readonly providers?: WebIdentityProvider[];

  /**
   * Users to share with other tables and buckets.
   *
   * @default - new users at `<id>/Users`
   */
  readonly users?: IWebIdentityUsers;

  /**
   * Web origins whose pages may reach the bucket, for example `https://game.example.com`; no wildcard.
   *
   * @default - no CORS: native apps need none
   */
  readonly allowedOrigins?: string[];

  /**
   * A folder of their own for each user that they alone write and all users read, such as avatars.
   *
   * @default - none: nobody reads what is another user's
   */
  readonly published?: PublishedObjectsOptions;

  /**
   * Folders that all users may read and list; each ends with a slash.
   *
   * @default - none
   */
  readonly sharedPrefixes?: string[];
}

/** How long an upload that was never completed is kept, and paid for. */
const INCOMPLETE_UPLOADS_DAYS = 1;

/** How long a browser may remember what the bucket allows, in seconds. */
const CORS_MAX_AGE = 3000;

/**
 * A bucket that signed-in users reach directly: each their own folder, folders that they publish, and folders shared with all.
 *
 * TLS only, no public access, no ACLs, encrypted, incomplete uploads removed after a day, retained when
 * it leaves the stack. Options that would open it are refused.
 */
export class WebIdentityUserBucket extends Construct implements IUserBucket {
  readonly bucket: s3.Bucket;
  readonly users: IWebIdentityUsers;
  readonly grants: UserBucketGrants;

  /** Folder that holds the users' folders. */
  readonly prefix: string;

  /** Folders that all users may read and list. */
  readonly sharedPrefixes: string[];

  /**
   * Throws if neither or both of `providers` and `users` are given, if an option would open the bucket,
   * and what `UserBucketGrants` throws.
   */
  constructor(scope: Construct, id: string, props: WebIdentityUserBucketProps) {
    super(scope, id);
    const { providers, users, access, prefix, allowedOrigins, published, sharedPrefixes, ...bucket } = props;
    assertClosed(this.node.path, bucket);
    assertOrigins(`${this.node.path}: allowedOrigins`, allowedOrigins ?? []);
    this.prefix = prefix ?? 'users/';
    this.sharedPrefixes = sharedPrefixes ?? [];

    this.users = usersOrNew(this, providers, users);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: bucket.encryptionKey === undefined ? s3.BucketEncryption.S3_MANAGED : s3.BucketEncryption.KMS,
      // One data key for the bucket instead of one for each object: KMS is asked, and paid, far less often.
      bucketKeyEnabled: bucket.encryptionKey !== undefined || bucket.encryption === s3.BucketEncryption.KMS || undefined,
      ...bucket,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      cors: [...bucket.cors ?? [], ...corsRules(allowedOrigins ?? [])],
      lifecycleRules: [...bucket.lifecycleRules ?? [], { abortIncompleteMultipartUploadAfter: Duration.days(INCOMPLETE_UPLOADS_DAYS) }],
    });
    this.grants = UserBucketGrants.forBucket(this.bucket);
    this.grants.ownObjects(this.users, { access, prefix });
    if (published !== undefined) this.grants.publishedObjects(this.users, published);
    this.sharedPrefixes.forEach((shared) => this.grants.sharedObjects(this.users, shared));
  }
}

/** A multipart upload is completed with the parts' ETags and checksums. */
const EXPOSED_HEADERS = [
  'ETag', 'x-amz-request-id', 'x-amz-id-2', 'x-amz-version-id',
  ...['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256', 'type'].map((name) => `x-amz-checksum-${name}`),
];

/** What SDKs in browsers need. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html */
function corsRules(allowedOrigins: string[]): s3.CorsRule[] {
  if (allowedOrigins.length === 0) return [];
  const { GET, HEAD, PUT, POST, DELETE } = s3.HttpMethods;
  return [{
    allowedOrigins,
    allowedMethods: [GET, HEAD, PUT, POST, DELETE],
    allowedHeaders: ['*'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: CORS_MAX_AGE,
  }];
}
