import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = join(ROOT, 'local/bin/cdk-web-identity-local.js');
const BARE = "const server = require('node:http').createServer((_, response) => response.end()); "
  + "server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ endpoint: `http://127.0.0.1:${server.address().port}` })));";

const assemblies = new Map();

/** An example, synthesized once into a folder of its own, which goes when the run ends. */
export function exampleAssembly(name = 'game-scores') {
  if (!assemblies.has(name)) {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const { status } = spawnSync(join(ROOT, 'node_modules/.bin/ts-node'), ['-T', join(ROOT, 'examples', name, `${name}.ts`)], {
      cwd: ROOT, env: { ...process.env, CDK_OUTDIR: folder, JSII_DEPRECATED: 'quiet' }, stdio: ['ignore', process.stderr, process.stderr],
    });
    if (status !== 0) throw new Error(`the example ${name} does not synthesize`);
    assemblies.set(name, folder);
  }
  return assemblies.get(name);
}

export const EXAMPLE = join(ROOT, 'examples/game-scores');

/** Nothing is deployed yet. */
export const startEmptyCloud = () => start([CLI, 'start', '--port', '0', '--json']);

export const startLocalCloud = (example) => start([CLI, 'start', exampleAssembly(example), '--port', '0', '--json']);

/** A server of node alone that answers every request with nothing. */
export const startBareServer = () => start(['-e', BARE]);

/** dynalite's own server, in memory, with the example's table. */
export const startDynalite = () => start([fileURLToPath(new URL('../servers/dynalite.mjs', import.meta.url))]);

/** Answers like DynamoDB to everything, and does nothing: no server could be faster for this client. */
export const startEcho = () => start([fileURLToPath(new URL('../servers/echo.mjs', import.meta.url))]);

/** The S3 engine of the sources, with a bucket and with enforcement off. */
export function startBareS3(bucket) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'bare-s3.js');
  buildSync({
    entryPoints: [fileURLToPath(new URL('../servers/bare-s3.ts', import.meta.url))], outfile, bundle: true, platform: 'node', mainFields: ['module', 'main'],
    // dynalite's databases are never opened, only required.
    alias: { 'level': 'node:stream', 'memory-level': 'node:stream' },
  });
  return start([outfile, bucket]);
}

/** Resolves with the server's facts once it listens. */
async function start(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // Whatever fails, no server outlives the benchmark.
  process.once('exit', () => child.kill());
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => { throw new Error(`ended with ${code}`); })]);
  const facts = JSON.parse(String(line).split('\n')[0]);
  return {
    ...facts,
    pid: child.pid,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
