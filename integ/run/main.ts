import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { interruption } from './interruption';
import { report, surprises } from './report';
import { run, type Cloud } from './run';

/** Runs all tests in a cloud that exists for as long as `within` says, and prints what came of them. */
export async function main(within: (folder: string, act: (cloud: Cloud) => Promise<void>) => Promise<void>): Promise<void> {
  const signal = interruption();
  const folder = mkdtempSync(path.join(tmpdir(), 'web-identity-integ-'));
  try {
    await within(folder, async (cloud) => {
      const played = await run(cloud, folder, signal);
      console.log(report(played));
      process.exitCode = surprises(played) === 0 ? 0 : 1;
    });
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
