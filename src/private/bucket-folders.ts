import { IConstruct } from 'constructs';
import { WebIdentityError } from './errors';
import { overlap } from './prefix';

export interface BucketFolder {
  readonly prefix: string;
  /** `own` holds a folder per user, `shared` is read by all. */
  readonly kind: 'own' | 'shared';
}

/** Folders of a bucket that were granted: whatever is shared must hold nobody's own. */
const FOLDERS = new WeakMap<IConstruct, BucketFolder[]>();

/** Notes a folder. Throws if users' own folders and a shared one would lie in each other. */
export function addFolder(where: string, bucket: IConstruct, folder: BucketFolder): void {
  const folders = FOLDERS.get(bucket) ?? [];
  const clash = folders.find((other) => overlap(other.prefix, folder.prefix)
    // Several sets of users may share a root, one prefix for each is fine; a root inside another is not.
    && !(other.kind === folder.kind && (folder.kind === 'shared' || other.prefix === folder.prefix)));
  if (clash !== undefined) {
    throw new WebIdentityError({
      code: 'folders-overlap',
      where,
      got: `${folder.kind} ${folder.prefix} and ${clash.kind} ${clash.prefix}`,
      want: 'own and shared folders side by side, none inside another',
      fix: 'for example \'users/\' and \'shared/\'',
    });
  }
  FOLDERS.set(bucket, [...folders, folder]);
}
