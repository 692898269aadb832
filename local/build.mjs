// Bundles the package: few files start faster than many, and whoever installs it installs nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(dirname(fileURLToPath(import.meta.url)));
rmSync('lib', { recursive: true, force: true });

const options = {
  outdir: 'lib',
  bundle: true,
  platform: 'node',
  target: 'node20',
  // ES modules where a package has both: only what is used of them goes into the bundle.
  mainFields: ['module', 'main'],
  // dynalite's actions run on a store of ours: its databases are never opened, only required.
  plugins: [empty(['level', 'memory-level'])],
  metafile: true,
  logLevel: 'warning',
};
const library = await build({ ...options, entryPoints: ['src/index.ts'], format: 'cjs' });
// Each command reads its own files only: to read a program is most of what its start costs.
const program = await build({
  ...options,
  entryPoints: { cli: 'src/cli.ts' },
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  define: { PACKAGE_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  chunkNames: 'cli/[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  // Bundled packages that are no ES modules require those of Node.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
execFileSync('npx', ['tsc', '-p', '.', '--emitDeclarationOnly'], { stdio: 'inherit' });
writeFileSync('lib/THIRD-PARTY-LICENSES.txt', licences({ ...library.metafile.inputs, ...program.metafile.inputs }));

/** Puts an empty module in place of packages. */
function empty(packages) {
  return {
    name: 'empty',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^(${packages.join('|')})$`) }, ({ path }) => ({ path, namespace: 'empty' }));
      onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** The licence texts of the packages that went into the bundle: they ask to travel with it. */
function licences(inputs) {
  const folders = new Set(Object.keys(inputs).map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
  return [...folders].sort().map((folder) => {
    const { name, version, license, author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8')
      : `Copyright ${author?.name ?? author}. The package holds no licence text; see ${repository?.url ?? repository}`;
    return `${name} ${version} (${license.type ?? license})\n\n${text.trim()}\n`;
  }).join(`\n${'-'.repeat(78)}\n\n`);
}
