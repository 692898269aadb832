import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { cloudEnvironment, type CloudAccess } from './cloud-environment';
import { findCloud } from './local-endpoint';
import { USUAL_PORT } from './options';
import { startCloud, type CloudOptions } from './start-cloud';

const USUAL_ENDPOINT = `http://127.0.0.1:${USUAL_PORT}`;
const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** What shells say of a command that they do not find, and of one that they may not run. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

interface OpenCloud extends CloudAccess {
  close(): Promise<void>;
}

/**
 * Runs a command against the local cloud at an endpoint or port, or against one that is started for it and ends with it. Gives the command's exit
 * status; 128 and the number of the signal, where one ended it.
 */
export async function exec(command: readonly string[], { endpoint, ...options }: CloudOptions & { readonly endpoint?: string }): Promise<number> {
  const cloud = await openCloud(endpoint, options);
  try {
    return await run(command, cloudEnvironment(cloud, process.env));
  } finally {
    await cloud.close();
  }
}

async function openCloud(given: string | undefined, options: CloudOptions): Promise<OpenCloud> {
  const endpoint = given ?? (options.port ? `http://127.0.0.1:${options.port}` : undefined);
  const running = options.port === 0 ? undefined : await findCloud(endpoint ?? USUAL_ENDPOINT);
  if (running === undefined) return started({ ...options, port: endpoint === undefined ? 0 : Number(new URL(endpoint).port || 80) });
  const { port: _, ...others } = options;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new Error(`a local cloud runs at ${running.endpoint}, with options of its own: leave --${dashed(other)} out, or pass --port 0 for another one`);
  return { ...running, close: async () => {} };
}

async function started(options: CloudOptions): Promise<OpenCloud> {
  const { cloud, stop } = await startCloud([], options);
  const { endpoint, region, administrator } = cloud;
  console.error(`cdk-web-identity-local: started a local cloud at ${endpoint} for this command${options.data === undefined ? '; what is deployed ends with it' : ''}`);
  return { endpoint, region, ...administrator, close: stop };
}

async function run([name, ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(name, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  // A terminal sends Ctrl-C to both: this process waits for the command, whatever that does about it.
  const pass = (signal: NodeJS.Signals) => { child.kill(signal); };
  for (const signal of SIGNALS) process.on(signal, pass);
  try {
    const [status, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
    return signal === null ? status! : 128 + constants.signals[signal];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(`cdk-web-identity-local: ${name} does not run: ${message}`);
    return code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass);
  }
}

function dashed(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
