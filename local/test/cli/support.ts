import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEMPLATE } from '../gateway/support';

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-web-identity-local.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's home and a template, in a new folder. */
export function newHome(): { readonly home: string; readonly template: string } {
  const home = mkdtempSync(join(tmpdir(), 'cli-'));
  const template = join(home, 'Game.template.json');
  writeFileSync(template, JSON.stringify({ ...TEMPLATE, Outputs: { Table: { Value: { Ref: 'Scores' } } } }));
  return { home, template };
}

/** Runs the built command as a user would; for what ends by itself. */
export function run(home: string, ...args: string[]): Outcome {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env: { ...process.env, HOME: home }, timeout: 30_000 });
}

/** `run`, without blocking this process. */
export async function command(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = spawn(file, args, { env: { ...process.env, ...env }, timeout: 60_000 });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

/** `start`, running. */
export class Running {
  /** Resolves once the first line was printed. */
  static async start(home: string, ...args: string[]): Promise<Running> {
    const child = spawn(process.execPath, [CLI, 'start', ...args], { env: { ...process.env, HOME: home } });
    const running = new Running(child);
    while (!running.stdout.includes('\n')) await once(child.stdout, 'data');
    return running;
  }

  stdout = '';
  stderr = '';

  private constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk) => { this.stdout += chunk; });
    child.stderr!.on('data', (chunk) => { this.stderr += chunk; });
  }

  get facts(): any {
    return JSON.parse(this.stdout);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const [code, by] = await ended;
    return { code, signal: by };
  }
}
