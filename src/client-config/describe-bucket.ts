import type { BucketFolder, ResourceRecord } from '../grants/registry';
import type { UserBucket } from '../resources/user-bucket';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** A bucket and what was granted on it. */
export interface GrantedBucket {
  readonly bucket: UserBucket;
  readonly record: ResourceRecord;
}

/** What a client of some users needs to know of a bucket: how it is called, and which folders are whose. */
export function describeBucket({ bucket, record: { folders } }: GrantedBucket, users: IWebIdentityUsers): object {
  const theirs = folders.filter((folder) => folder.users === users);
  const first = (kind: BucketFolder['kind']) => theirs.find((folder) => folder.kind === kind);
  return {
    name: bucket.bucket.bucketRef.bucketName,
    prefix: first('own')?.prefix,
    access: first('own')?.access,
    publishedPrefix: first('published')?.prefix,
    sharedPrefixes: theirs.filter(({ kind }) => kind === 'shared').map(({ prefix }) => prefix),
  };
}
