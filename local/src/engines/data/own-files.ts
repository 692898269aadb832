import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Windows has neither; there folders inherit who may use them. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** Opens what lies at this very place: a link would lead to a file that is somebody else's, or meant for something else. */
export function openOwn(file: string, flags: number, mode?: number): number {
  return openSync(file, flags + NO_FOLLOW, mode);
}

export function readOwn(file: string): string {
  const descriptor = openOwn(file, constants.O_RDONLY);
  try {
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Throws unless a folder and what lies in it belong to this user, who alone may write there, and are there themselves and no links. */
export function assertOwn(folder: string): void {
  assertOwnEntry(folder, lstatSync(folder), 'the data folder');
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // The lock of somebody who is just ending may be gone.
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined) assertOwnEntry(path, stats, 'in the data folder,');
  }
}

/** The same of what lies deeper: of files only that they are some, since objects are many and nobody gets at them but through their folders. */
export function assertOwnBelow(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) continue;
    assertOwnEntry(path, lstatSync(path), 'in the data folder,');
  }
}

function assertOwnEntry(path: string, stats: Stats, what: string): void {
  const { uid, mode, nlink } = stats;
  const fail = (why: string, want: string): never => { throw new Error(`${what} ${path} ${why}: want ${want}`); };
  if (stats.isSymbolicLink()) fail('is a symbolic link', 'what it leads to itself');
  if (!stats.isFile() && !stats.isDirectory()) fail('is neither file nor folder', 'files and folders only');
  const user = process.getuid?.();
  if (user === undefined) return;
  if (uid !== user) fail(`belongs to user ${uid}, and this is user ${user}`, 'one of your own');
  if (isWritableByOthers(mode)) fail(`may be written to by others (mode ${(mode % 0o1000).toString(8)})`, `only you: chmod go-w ${path}`);
  if (stats.isFile() && nlink > 1) fail(`has ${nlink} names`, 'a file with one name: what is elsewhere would be changed with it');
}

/** The group, or everybody else. */
function isWritableByOthers(mode: number): boolean {
  return [mode % 8, Math.floor(mode / 8) % 8].some((bits) => bits % 4 >= 2);
}
