import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** The files of a package's tarball. */
function packed(...workspace: string[]): string[] {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', ...workspace], {
    cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  }));
  return files.map((file: { path: string }) => file.path);
}

function manifest(folder: string): any {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
}

const library = manifest('.');
const local = manifest('local');

describe('cdk-web-identity', () => {
  const files = packed();

  test.each(['.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json', 'lib/index.js', 'lib/index.d.ts'])('holds %s', (file) => {
    expect(files).toContain(file);
  });

  test('holds nothing else', () => {
    expect(files.filter((file) => !/^(lib|docs)\//.test(file)).sort())
      .toEqual(['.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json']);
    expect(files.filter((file) => /^lib\/.*(?<!\.js|\.d\.ts)$/.test(file))).toEqual([]);
  });

  test('needs nothing at run time but its peers', () => {
    expect([library.dependencies ?? {}, library.bundledDependencies ?? [], library.optionalDependencies ?? {}]).toEqual([{}, [], {}]);
    expect(Object.keys(library.peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
  });
});

describe('cdk-web-identity-local', () => {
  const files = packed('--workspace', 'local');

  test.each([
    'LICENSE', 'README.md', 'package.json', 'bin/cdk-web-identity-local.js', 'lib/cli.js', 'lib/index.js', 'lib/index.d.ts', 'lib/THIRD-PARTY-LICENSES.txt',
    'lib/testing/jest.js', 'lib/testing/jest.d.ts', 'lib/testing/vitest.mjs', 'lib/testing/vitest.d.mts', 'lib/testing/matchers.js',
  ])('holds %s', (file) => {
    expect(files).toContain(file);
  });

  test('holds nothing else', () => {
    expect(files.filter((file) => !/^lib\//.test(file)).sort()).toEqual(['LICENSE', 'README.md', 'bin/cdk-web-identity-local.js', 'package.json']);
    expect(files.filter((file) => /^lib\/.*(?<!\.m?js|\.d\.m?ts)$/.test(file))).toEqual(['lib/THIRD-PARTY-LICENSES.txt']);
  });

  test('carries the licences of what is bundled, each with its text', () => {
    const licences = readFileSync(join(ROOT, 'local/lib/THIRD-PARTY-LICENSES.txt'), 'utf8').split(/\n-{78}\n\n/);
    for (const name of ['@smithy/signature-v4', 'commander', 'dynalite', 'fast-xml-parser']) {
      expect(licences.filter((licence) => licence.startsWith(`${name} `))).toHaveLength(1);
    }
    for (const licence of licences) expect(licence).toMatch(/^\S+ [\d.]+ \(\S+\)\n\n\S.{10}/);
  });

  test('has the licence of the library', () => {
    expect(readFileSync(join(ROOT, 'local/LICENSE'), 'utf8')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
  });
});

test('both have one version, one licence, and neither needs the other at run time', () => {
  expect(local.version).toBe(library.version);
  expect([local.license, library.license]).toEqual(['Apache-2.0', 'Apache-2.0']);
  for (const { dependencies, peerDependencies, optionalDependencies } of [library, local]) {
    const names = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
    expect(names.filter((name) => name.startsWith('cdk-web-identity'))).toEqual([]);
  }
});
