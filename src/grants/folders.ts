import type { BucketFolder, ResourceRecord } from './registry';
import { WebIdentityError } from '../checks/errors';
import { overlap } from '../checks/prefix';

/** Notes a folder: whatever is shared must hold nobody's own. Throws if two of different kinds would lie in each other. */
export function addFolder(where: string, { folders }: ResourceRecord, folder: BucketFolder): void {
  const clash = folders.find((other) => overlap(other.prefix, folder.prefix)
    // Several sets of users may share a root, one prefix for each is fine; a root inside another is not.
    && !(other.kind === folder.kind && (folder.kind === 'shared' || other.prefix === folder.prefix)));
  if (clash !== undefined) {
    throw new WebIdentityError({
      code: 'folders-overlap',
      where,
      got: `${folder.kind} ${folder.prefix} and ${clash.kind} ${clash.prefix}`,
      want: 'own, published and shared folders side by side, none inside another',
      fix: 'for example \'users/\', \'published/\' and \'shared/\'',
    });
  }
  folders.push(folder);
}
