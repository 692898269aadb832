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
  format: 'cjs',
  // ES modules where a package has both: only what is used of them goes into the bundle.
  mainFields: ['module', 'main'],
  // Of dynalite only validations and keys are called: its databases and parsers are never used, only required.
  plugins: [empty(['level', 'memory-level', 'async', 'lazy', 'lock', 'once', '\\.\\./db/(condition|projection|update)Parser'])],
  metafile: true,
  logLevel: 'warning',
};
const main = await build({ ...options, entryPoints: ['src/index.ts'] });
// A validation of CDK, and matchers for tests: the frameworks are there where they are read. What vitest reads has to be an ES module; it imports the rest.
const beside = [
  await build({ ...options, outdir: 'lib/validation', entryPoints: ['src/validation/isolation-validation.ts'] }),
  await build({ ...options, outdir: 'lib/testing', entryPoints: ['src/testing/matchers.ts'] }),
  await build({ ...options, outdir: 'lib/testing', entryPoints: ['src/testing/jest.ts'], external: ['@jest/globals'], plugins: [matchersApart()] }),
  await build({
    ...options, outdir: 'lib/testing', entryPoints: ['src/testing/vitest.mts'], external: ['vitest'], plugins: [matchersApart()], format: 'esm', outExtension: { '.js': '.mjs' },
  }),
];
// Each command is a file of its own that is read when it is run: to read a program is most of what its start costs.
const program = await build({
  ...options,
  entryPoints: ['src/cli.ts', ...commands()],
  outbase: 'src',
  // Becomes `require`: Node reads what is imported twice, to find out what it is.
  supported: { 'dynamic-import': false },
  define: { PACKAGE_VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [...options.plugins, commandsApart()],
});
execFileSync('npx', ['tsc', '-p', '.', '--emitDeclarationOnly'], { stdio: 'inherit' });
writeFileSync('lib/THIRD-PARTY-LICENSES.txt', licences(Object.assign({}, ...[main, program, ...beside].map(({ metafile }) => metafile.inputs))));

/** Puts an empty module in place of others. */
function empty(modules) {
  return {
    name: 'empty',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^(${modules.join('|')})$`) }, ({ path }) => ({ path, namespace: 'empty' }));
      onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** The files that the program imports when their command is run. */
function commands() {
  return [...readFileSync('src/cli.ts', 'utf8').matchAll(/import\('\.\/(commands\/[\w-]+)'\)/g)].map(([, path]) => `src/${path}.ts`);
}

/** Leaves what the program imports of `commands` to be read at run time. */
function commandsApart() {
  return {
    name: 'commands-apart',
    setup: ({ onResolve }) => onResolve({ filter: /^\.\/commands\// }, ({ path, kind }) => kind === 'dynamic-import' ? { path: `${path}.js`, external: true } : undefined),
  };
}

/** Leaves the matchers to the file that holds them already. */
function matchersApart() {
  return { name: 'matchers-apart', setup: ({ onResolve }) => onResolve({ filter: /^\.\/matchers$/ }, () => ({ path: './matchers.js', external: true })) };
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
