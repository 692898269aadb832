import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucketRef } from 'aws-cdk-lib/aws-s3';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { Allow } from './access/allow';
import { bucketKeyStatement } from './access/customer-key';
import type { Folder, OwnObjectWrites } from './access/own-objects';
import { ownObjectsStatements, sharedObjectsStatements } from './access/own-objects';
import { userFolder } from './access/user-key';
import { assertPrefix } from './checks/prefix';
import { guardBucket } from './grants/bucket-guardrails';
import { addFolder } from './grants/folders';
import { grantUsers } from './grants/grant';
import { addOwners } from './grants/owners';
import type { ResourceRecord } from './grants/registry';
import { Registry } from './grants/registry';
import { OwnAccess } from './own-access';
import { declared } from './resources/declared';
import { keyArn } from './resources/key-arn';
import type { IWebIdentityUsers, WebIdentityUserRole } from './web-identity-user-role';

/** What users may do with the objects in their own folder. */
export interface OwnObjectsOptions {
  /**
   * Read only, read and put (`READ_UPDATE`: no deletes, but a put replaces), or read, put and delete.
   *
   * @default OwnAccess.READ_WRITE
   */
  readonly access?: OwnAccess;

  /**
   * Folder that holds the users' folders; ends with a slash. A user's own folder is
   * `<prefix><namespace>/<id>/`, or `<prefix><id>/` for raw ids.
   *
   * @default 'users/'
   */
  readonly prefix?: string;
}

const WRITES: { readonly [access in OwnAccess]: OwnObjectWrites } = {
  [OwnAccess.READ]: 'none',
  [OwnAccess.READ_UPDATE]: 'put',
  [OwnAccess.READ_WRITE]: 'all',
};

/**
 * Grants signed-in users access to a bucket: their own folder, and folders shared with all. Takes any
 * bucket, defined here or imported, L2 or L1.
 *
 * The policy of a bucket that the app defines as an L2 also denies each role all but its folders, so that no
 * other grant opens more. Imported buckets, L1s and buckets of another account have no such guardrail: their
 * policy is not this library's to write.
 *
 * IAM cannot limit the size or the content of objects: an "avatar" may be HTML, or five gigabytes.
 * Serve users' files from another domain than the app's, with a `Content-Disposition` or a fixed type.
 */
export class UserBucketGrants {
  /** Grants for a bucket. */
  static forBucket(bucket: IBucketRef): UserBucketGrants {
    return new UserBucketGrants(bucket);
  }

  /** What was granted on the bucket, by whatever construct. */
  private readonly record: ResourceRecord;

  private constructor(private readonly bucket: IBucketRef) {
    const { bucketArn: arn, bucketName: name } = bucket.bucketRef;
    this.record = Registry.of(bucket).resource(bucket, { arn, name });
  }

  /**
   * Lets users reach the objects in their own folder, multipart uploads included, and list them; one
   * policy per provider's role.
   *
   * Throws if the prefix does not end with a slash or holds a wildcard, if it lies in a shared folder or
   * one in it, and if other users of the bucket could have equal folders.
   */
  ownObjects(users: IWebIdentityUsers, options: OwnObjectsOptions = {}): iam.Grant {
    const prefix = options.prefix ?? 'users/';
    const writes = WRITES[options.access ?? OwnAccess.READ_WRITE];
    assertPrefix(this.where('prefix'), prefix);
    addFolder(this.where('ownObjects'), this.record, { prefix, kind: 'own' });
    addOwners(this.where('ownObjects'), this.record, users);
    return this.grant(users, writes !== 'none', ({ provider }) => {
      const folder = this.folder(`${prefix}${userFolder(provider._definition)}`);
      return { folder, statements: ownObjectsStatements(folder, writes) };
    });
  }

  /**
   * Lets users read and list everything in a folder. Shared on purpose; nobody's own folder may lie in it.
   *
   * Throws if the prefix does not end with a slash or holds a wildcard, or if it and users' own folders overlap.
   */
  sharedObjects(users: IWebIdentityUsers, prefix: string): iam.Grant {
    assertPrefix(this.where('prefix'), prefix);
    addFolder(this.where('sharedObjects'), this.record, { prefix, kind: 'shared' });
    return this.grant(users, false, () => {
      const folder = this.folder(prefix);
      return { folder, statements: sharedObjectsStatements(folder) };
    });
  }

  private grant(
    users: IWebIdentityUsers, writes: boolean,
    statementsFor: (role: WebIdentityUserRole) => { folder: Folder; statements: Allow[] },
  ): iam.Grant {
    const { bucketArn: arn, bucketName: name } = this.bucket.bucketRef;
    this.record.standings.push({ construct: this.bucket, arn, name });
    return grantUsers(users, this.bucket, (user) => {
      const { folder, statements } = statementsFor(user);
      guardBucket(this.bucket, this.record.id, user.role, folder.prefix);
      return [...statements, ...this.customerKey(folder, writes)];
    });
  }

  private folder(prefix: string): Folder {
    return { bucketArn: this.bucket.bucketRef.bucketArn, account: this.bucket.env.account, prefix };
  }

  /** Users of a bucket that a customer's key encrypts need the key, too: S3 asks KMS on their behalf. */
  private customerKey({ bucketArn, prefix }: Folder, writes: boolean): Allow[] {
    const encryption = encryptionOf(this.bucket);
    if (encryption === undefined) return [];
    const { region } = this.bucket.env;
    const context = encryption.bucketKey ? [bucketArn] : [`${bucketArn}/${prefix}*`];
    return [bucketKeyStatement(encryption.keyArn, region, context, writes)];
  }

  private where(option: string): string {
    return `${this.bucket.node.path}: ${option}`;
  }
}

/** The key that encrypts the bucket by default, where the app defines the bucket or its import names the key. */
function encryptionOf(bucket: IBucketRef): { keyArn: string; bucketKey: boolean } | undefined {
  const resource = [bucket as IConstruct, bucket.node.defaultChild].find((node): node is CfnBucket => CfnBucket.isCfnBucket(node));
  if (resource === undefined) {
    const key = (bucket as { encryptionKey?: { keyArn: string } }).encryptionKey;
    return key && { keyArn: key.keyArn, bucketKey: false };
  }
  const said = declared(resource, resource.bucketEncryption)?.serverSideEncryptionConfiguration?.[0];
  const key = said?.serverSideEncryptionByDefault?.kmsMasterKeyId;
  return key === undefined ? undefined : { keyArn: keyArn(Stack.of(resource), key), bucketKey: said.bucketKeyEnabled === true };
}
