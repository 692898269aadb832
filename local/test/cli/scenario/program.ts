import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clientEnvironment } from './environment';
import type { Client } from './step';

/** A program that takes all steps on stdin, and prints what came of them. */
export const program = (file: string, ...args: string[]): Client => async (endpoint, steps) => {
  const child = spawn(file, args, { env: { ...process.env, ...clientEnvironment(endpoint) }, timeout: 120_000 });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  child.stdin.end(JSON.stringify(steps));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${file}: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout);
};
