import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a running local cloud keeps its secret, readable by this user alone. */
const FOLDER = join(homedir(), '.cdk-web-identity-local');

function fileOf(endpoint: string): string {
  return join(FOLDER, `${new URL(endpoint).port || '80'}.secret`);
}

export function writeSecret(endpoint: string, secret: string): void {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  chmodSync(FOLDER, 0o700);
  // Removed first: the mode of a file that exists would stay as it is.
  removeSecret(endpoint);
  writeFileSync(fileOf(endpoint), secret, { mode: 0o600, flag: 'wx' });
}

export function removeSecret(endpoint: string): void {
  rmSync(fileOf(endpoint), { force: true });
}

export function hasSecret(endpoint: string): boolean {
  return existsSync(fileOf(endpoint));
}

/** Throws if no local cloud of this user runs at the endpoint. */
export function readSecret(endpoint: string): string {
  try {
    return readFileSync(fileOf(endpoint), 'utf8');
  } catch {
    throw new Error(`no local cloud of yours keeps a secret for ${endpoint}: is it running? else pass --secret`);
  }
}
