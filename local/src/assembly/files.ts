import { readFileSync, statSync } from 'node:fs';

/** Where templates are read from. */
export interface Files {
  /** What is at a path; `undefined`: nothing. */
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined;
  /** Throws an error with a `code`, such as `ENOENT`. */
  readonly read: (path: string) => string;
}

export const DISK: Files = {
  kindOf: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat && (stat.isDirectory() ? 'folder' : 'file');
  },
  read: (path) => readFileSync(path, 'utf8'),
};
