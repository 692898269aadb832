import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './command';

const CLI = path.join(ROOT, 'local', 'bin', 'cdk-web-identity-local.js');

export interface LocalCloudFacts {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `cdk-web-identity-local start`, in a process of its own. */
export class LocalCloudProcess {
  /** `issuers`: issuer URL → URL under which it runs. */
  static async start(issuers: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): Promise<LocalCloudProcess> {
    const options = Object.entries(issuers).flatMap(([issuer, base]) => ['--issuer', `${issuer}=${base}`]);
    const child = spawn(process.execPath, [CLI, 'start', '--port', '0', '--json', '--skip-unknown', ...options], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      // Out of reach of a terminal's Ctrl-C: stacks are destroyed before it ends.
      detached: true,
    });
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      once(child, 'exit').then(([status]) => { throw new Error(`the local cloud ended with ${status}`); }),
    ]);
    return new LocalCloudProcess(child, JSON.parse(line));
  }

  private constructor(private readonly child: ChildProcess, readonly facts: LocalCloudFacts) {}

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
