import { spawn } from 'node:child_process';

/** Runs a suite, whatever comes of it; what it says goes to stderr. */
export function run(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', process.stderr, process.stderr] });
    child.on('error', reject).on('close', resolve);
  });
}
