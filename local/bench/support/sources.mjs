import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A module of `src/`, which the built package does not export. */
export async function load(path) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-web-identity-bench-'));
  try {
    const outfile = join(folder, 'module.cjs');
    const source = fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
    await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
