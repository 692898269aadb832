import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

/** A new, empty folder. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'data-'));

/** A TypeScript file as a script that Node.js runs. */
export function scriptOf(file: string): string {
  const outfile = join(newFolder(), `${basename(file, '.ts')}.js`);
  // dynalite's databases are never opened, only required.
  buildSync({ entryPoints: [file], outfile, bundle: true, platform: 'node', alias: { 'level': 'node:stream', 'memory-level': 'node:stream' } });
  return outfile;
}

const children: Child[] = [];

/** A process of its own, and what it has said. */
export class Child {
  /** For `afterEach`: a test that fails leaves nothing running. */
  static async killAll(): Promise<void> {
    await Promise.all(children.splice(0).map((child) => child.kill()));
  }

  static script(script: string, ...args: string[]): Child {
    return new Child(spawn(process.execPath, [script, ...args]));
  }

  /** No file that it writes gets longer than this many blocks of 512 bytes. */
  static limited(blocks: number, script: string, ...args: string[]): Child {
    return new Child(spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', process.execPath, script, ...args]));
  }

  private readonly closed: Promise<void>;
  private isClosed = false;
  private text = '';
  private errors = '';

  private constructor(private readonly child: ChildProcess) {
    children.push(this);
    child.stdout!.on('data', (chunk) => { this.text += chunk; });
    child.stderr!.on('data', (chunk) => { this.errors += chunk; });
    this.closed = once(child, 'close').then(() => { this.isClosed = true; });
  }

  /** Whole lines only: the last may be torn. */
  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }

  /** Resolves once it has said this many lines. */
  async said(count: number): Promise<string[]> {
    while (this.lines.length < count) {
      if (this.isClosed) throw new Error(`ended with ${this.child.exitCode}: ${this.errors}`);
      await Promise.race([once(this.child.stdout!, 'data'), this.closed]);
    }
    return this.lines;
  }

  /** Resolves once it is gone and all that it said is here. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Resolves once it has ended by itself, and all that it said is here. */
  async ended(): Promise<{ readonly code: number | null; readonly stderr: string }> {
    await this.closed;
    return { code: this.child.exitCode, stderr: this.errors };
  }
}
