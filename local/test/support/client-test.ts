import { spawnSync } from 'node:child_process';

/** Why a program cannot be run on this machine, or nothing. `.ci/run` installs those that are no packages of npm. */
function missing(file: string, ...args: string[]): string | undefined {
  const { error, status } = spawnSync(file, args, { stdio: 'ignore', timeout: 60_000 });
  return status === 0 ? undefined : `\`${[file, ...args].join(' ')}\` ${error === undefined ? `exits with ${status}` : `fails with ${error.message}`}`;
}

export const missingAwsCli = (): string | undefined => missing('aws', '--version');
export const missingBoto3 = (): string | undefined => missing('python3', '-c', 'import boto3');

/** One of those that `build-clients.sh` builds, where there is what it takes; without steps it has nothing to say. */
export const missingBuilt = (file: string): string | undefined => {
  const { error } = spawnSync(file, { input: '[]', timeout: 60_000 });
  return error && `${file} is not built: ${error.message}`;
};

/** `test`, or a plain word about why it is not run. */
export function clientTest(name: string, reason: string | undefined, run: () => Promise<void>): void {
  if (reason === undefined) {
    test(name, run, 300_000);
  } else {
    console.warn(`skipped: ${name}, since ${reason}`);
    test.skip(name, run);
  }
}
