import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucketRef } from 'aws-cdk-lib/aws-s3';
import type { Allow } from './access/allow';
import type { OwnObjectWrites } from './access/own-objects';
import { ownObjectsStatements, sharedObjectsStatements } from './access/own-objects';
import { userFolder } from './access/user-key';
import { assertPrefix } from './checks/prefix';
import type { GrantedBucket } from './client-config/describe-bucket';
import { guardBucket } from './grants/bucket-guardrails';
import { declareShared } from './grants/declarations';
import { addFolder } from './grants/folders';
import { grantUsers } from './grants/grant';
import { addOwners, assertNoGuestPublishes } from './grants/owners';
import type { BucketFolder, ResourceRecord, RoleFolder } from './grants/registry';
import { Registry } from './grants/registry';
import { OwnAccess } from './own-access';
import { UserBucket } from './resources/user-bucket';
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

/** Folders that their owners write and others read, such as avatars. */
export interface PublishedObjectsOptions {
  /**
   * What owners may do with the objects in their folder: as in `OwnObjectsOptions`.
   *
   * @default OwnAccess.READ_WRITE
   */
  readonly access?: OwnAccess;

  /**
   * Folder that holds the published folders; ends with a slash. A user's is `<prefix><namespace>/<id>/`, or
   * `<prefix><id>/` for raw ids.
   *
   * @default 'published/'
   */
  readonly prefix?: string;

  /**
   * Who may read everybody's published folder. Guests may if they are named here: `[broker.users, broker.guests!]`.
   *
   * @default - the owners
   */
  readonly readers?: IWebIdentityUsers[];

  /**
   * Whether readers may also list everybody's published folders, and so learn all user ids. Owners list their own in any case.
   *
   * @default false: who knows the key of an object can read it
   */
  readonly listed?: boolean;
}

/** A bucket with what users were granted on it, or the grants themselves. */
export interface IUserBucket {
  /** What users were granted. */
  readonly grants: UserBucketGrants;
}

const WRITES: { readonly [access in OwnAccess]: OwnObjectWrites } = {
  [OwnAccess.READ]: 'none',
  [OwnAccess.READ_UPDATE]: 'put',
  [OwnAccess.READ_WRITE]: 'all',
};

/**
 * Grants signed-in users access to a bucket: their own folder, folders that they publish, and folders shared with all.
 * Takes any bucket, defined here or imported, L2 or L1.
 *
 * The policy of a bucket that the app defines as an L2 also denies each role all but its folders, and all but reading
 * where nothing is the user's own, so that no other grant opens more. Imported buckets, L1s and buckets of another
 * account have no such guardrail: their policy is not this library's to write.
 *
 * IAM cannot limit the size or the content of objects: an "avatar" may be HTML, or five gigabytes.
 * Serve users' files from another domain than the app's, with a `Content-Disposition` or a fixed type.
 */
export class UserBucketGrants implements IUserBucket {
  /** Grants for a bucket. */
  static forBucket(bucket: IBucketRef): UserBucketGrants {
    return new UserBucketGrants(new UserBucket(bucket));
  }

  /** What was granted on the bucket, by whatever construct. */
  private readonly record: ResourceRecord;

  private constructor(private readonly userBucket: UserBucket) {
    const { bucket } = userBucket;
    const { bucketArn: arn, bucketName: name } = bucket.bucketRef;
    this.record = Registry.of(bucket).resource(bucket, { arn, name });
  }

  /** These grants. */
  get grants(): UserBucketGrants {
    return this;
  }

  /**
   * Lets users reach the objects in their own folder, multipart uploads included, and list them; one
   * policy per provider's role.
   *
   * Throws if the prefix does not end with a slash or holds a wildcard, if it lies in a shared or published folder or
   * one in it, and if other users of the bucket could have equal folders.
   */
  ownObjects(users: IWebIdentityUsers, options: OwnObjectsOptions = {}): iam.Grant {
    const where = this.userBucket.where('ownObjects');
    const { prefix = 'users/', access = OwnAccess.READ_WRITE } = options;
    this.addFolder(where, { prefix, kind: 'own', users, access });
    addOwners(where, this.record, users);
    return this.grantOwn(users, prefix, access);
  }

  /**
   * Lets users reach the objects in a folder of their own that others read, and list it: avatars, published levels.
   * Nobody but its owner writes there. Shared on purpose: reading an object takes its key, in which the owner's id stands.
   *
   * Throws what `ownObjects` throws, and if guests would be owners: whoever knows a guest's id can become that guest.
   */
  publishedObjects(users: IWebIdentityUsers, options: PublishedObjectsOptions = {}): iam.Grant {
    const where = this.userBucket.where('publishedObjects');
    const { prefix = 'published/', access = OwnAccess.READ_WRITE, readers = [users], listed = false } = options;
    assertNoGuestPublishes(where, users);
    this.addFolder(where, { prefix, kind: 'published', users, access });
    addOwners(where, this.record, users);
    const { bucketArn } = this.userBucket.folder(prefix);
    const roles = readers.flatMap((reader) => reader.roles.map(({ role }) => role));
    declareShared({ part: { folder: prefix }, resources: [`${bucketArn}/${prefix}`] }, this.userBucket.resource, roles);
    const own = this.grantOwn(users, prefix, access);
    return readers.map((reader) => {
      this.addFolder(where, { prefix, kind: 'published', users: reader });
      return this.grantReads(reader, prefix, listed);
    }).reduce((all, one) => all.combine(one), own);
  }

  /**
   * Lets users read and list everything in a folder. Shared on purpose; nobody's own folder may lie in it.
   *
   * Throws if the prefix does not end with a slash or holds a wildcard, or if it and users' own folders overlap.
   */
  sharedObjects(users: IWebIdentityUsers, prefix: string): iam.Grant {
    this.addFolder(this.userBucket.where('sharedObjects'), { prefix, kind: 'shared', users });
    return this.grantReads(users, prefix, true);
  }

  /** @internal */
  get _granted(): GrantedBucket {
    return { bucket: this.userBucket, record: this.record };
  }

  private addFolder(where: string, folder: BucketFolder): void {
    assertPrefix(this.userBucket.where('prefix'), folder.prefix);
    addFolder(where, this.record, folder);
  }

  private grantOwn(users: IWebIdentityUsers, prefix: string, access: OwnAccess): iam.Grant {
    const writes = WRITES[access];
    return this.grant(users, writes !== 'none', ({ provider }) => {
      const own = { prefix: `${prefix}${userFolder(provider._definition)}`, own: true, listed: true };
      return { folder: own, statements: ownObjectsStatements(this.userBucket.folder(own.prefix), writes) };
    });
  }

  private grantReads(users: IWebIdentityUsers, prefix: string, listed: boolean): iam.Grant {
    return this.grant(users, false, () => (
      { folder: { prefix, own: false, listed }, statements: sharedObjectsStatements(this.userBucket.folder(prefix), listed) }
    ));
  }

  private grant(
    users: IWebIdentityUsers, writes: boolean,
    statementsFor: (role: WebIdentityUserRole) => { folder: RoleFolder; statements: Allow[] },
  ): iam.Grant {
    const { bucket } = this.userBucket;
    const { bucketArn: arn, bucketName: name } = bucket.bucketRef;
    this.record.standings.push({ construct: bucket, arn, name });
    this.record.users.push(users);
    return grantUsers(users, bucket, (user) => {
      const { folder, statements } = statementsFor(user);
      guardBucket(bucket, this.record.id, user.role, folder);
      return [...statements, ...this.userBucket.customerKeyStatements(this.userBucket.folder(folder.prefix), writes)];
    });
  }
}
