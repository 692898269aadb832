import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { clientEnvironment } from './environment';
import type { Client } from './step';

/** boto3, all steps in one process. */
export const boto3: Client = async (endpoint, steps) => {
  const child = spawn('python3', ['-W', 'ignore', join(__dirname, 'boto3_client.py')], { env: { ...process.env, ...clientEnvironment(endpoint) }, timeout: 120_000 });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => { stdout += chunk; });
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  child.stdin.end(JSON.stringify(steps));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`boto3_client.py: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout);
};
