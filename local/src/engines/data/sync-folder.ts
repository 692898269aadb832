import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Puts the names in a folder on disk: a file made or renamed there is found after a power failure. Windows knows no such call. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
