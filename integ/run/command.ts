import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

/** Runs a command of this repository's packages. Throws what it printed if it fails. */
export async function command(name: string, args: readonly string[], { env, signal }: CommandOptions): Promise<void> {
  const child = spawn(path.join(ROOT, 'node_modules', '.bin', name), args, { cwd: ROOT, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { printed += chunk; });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}:\n${printed}`);
}
