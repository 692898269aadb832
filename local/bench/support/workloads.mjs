import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a workload in a process of its own, cold, and gives what it says of itself. */
export function run(workload, ...args) {
  const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(new URL(`../workloads/${workload}`, import.meta.url)), ...args.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, JSII_DEPRECATED: 'quiet', CDK_VALIDATION: 'false' },
  });
  if (status !== 0) throw new Error(`${workload} ended with ${status}`);
  return JSON.parse(stdout);
}
