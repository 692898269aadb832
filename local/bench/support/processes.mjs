import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = join(ROOT, 'local/bin/cdk-web-identity-local.js');
const BARE = "const server = require('node:http').createServer((_, response) => response.end()); "
  + "server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ endpoint: `http://127.0.0.1:${server.address().port}` })));";

let example;

/** The example, synthesized once into a folder of its own, which goes when the run ends. */
export function exampleAssembly() {
  if (example === undefined) {
    example = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
    process.once('exit', () => rmSync(example, { recursive: true, force: true }));
    const { status } = spawnSync(join(ROOT, 'node_modules/.bin/ts-node'), ['-T', join(ROOT, 'examples/game-scores/game-scores.ts')], {
      cwd: ROOT, env: { ...process.env, CDK_OUTDIR: example, JSII_DEPRECATED: 'quiet' }, stdio: ['ignore', process.stderr, process.stderr],
    });
    if (status !== 0) throw new Error('the example does not synthesize');
  }
  return example;
}

export const startLocalCloud = () => start([CLI, 'start', exampleAssembly(), '--port', '0', '--json']);

/** A server of node alone that answers every request with nothing. */
export const startBareServer = () => start(['-e', BARE]);

/** Resolves with the server's facts once it listens. */
async function start(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => { throw new Error(`ended with ${code}`); })]);
  const facts = JSON.parse(String(line).split('\n')[0]);
  return {
    ...facts,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
