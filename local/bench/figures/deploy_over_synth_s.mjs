// What `cdk deploy` of the example to a local cloud takes beyond `cdk synth` of it, both with the real CLI.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE, startEmptyCloud } from '../support/processes.mjs';
import { paired } from '../support/rounds.mjs';
import cli from '../../../tools/cdk.cjs';

export default { unit: 's', target: 2, measure };

async function measure() {
  const output = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
  try {
    return await paired('deploy_over_synth_s', {
      one: () => timed(output, 'deploy', '--require-approval', 'never'),
      other: () => timed(output, 'synth', '--quiet'),
      compare: (deploy, synth) => deploy - synth,
      rounds: 5,
    });
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** Seconds of one command, each with a cloud of its own. */
async function timed(output, ...args) {
  const { accessKeyId, secretAccessKey, stop, ...facts } = await startEmptyCloud();
  try {
    const begin = performance.now();
    const { status, output: printed } = await cli.cdk({ ...facts, administrator: { accessKeyId, secretAccessKey } }, EXAMPLE, [...args, '--output', output]);
    if (status !== 0) throw new Error(`cdk ${args[0]} ended with ${status}: ${printed}`);
    return (performance.now() - begin) / 1000;
  } finally {
    await stop();
  }
}
