import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { AssemblyError, DISK, type Files } from '../assembly';

/** Large templates are a few megabytes. */
const MOST_BYTES = 256 * 1024 * 1024;
const OPTIONS: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'ignore'] };

/** The files of a commit, named by where they would be on this disk. `undefined` where Git knows no such commit. */
export function filesOfCommit(reference: string, near: string): Files | undefined {
  const folder = existing(resolve(near));
  const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`])?.trim();
  if (commit === undefined) return undefined;
  return {
    kindOf: (path) => {
      const [where, object] = placeOf(path, commit);
      switch (git(where, ['cat-file', '-t', object])?.trim()) {
        case 'blob': return 'file';
        case 'tree': return 'folder';
        default: return undefined;
      }
    },
    read: (path) => {
      const [where, object] = placeOf(path, commit);
      // As it is stored: no filter and no program of the repository's is run.
      const text = git(where, ['cat-file', 'blob', object]);
      if (text === undefined) throw Object.assign(new AssemblyError(`${path}: not in ${reference}`), { code: 'ENOENT' });
      return text;
    },
  };
}

/** Folders of back then may be gone: Git is asked from one that is there. */
function placeOf(path: string, commit: string): [folder: string, object: string] {
  const whole = resolve(path);
  const folder = existing(dirname(whole));
  return [folder, `${commit}:./${whole.slice(join(folder, '/').length)}`];
}

function existing(path: string): string {
  return DISK.kindOf(path) === 'folder' || dirname(path) === path ? path : existing(dirname(path));
}

function git(folder: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...words], OPTIONS);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new AssemblyError('git: not found: want it on the PATH, or a folder or template to compare with');
    return undefined;
  }
}
