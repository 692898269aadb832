import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');

/** TypeScript samples of a page, each as a module of its own. The build has jsii-rosetta check README and docstrings; this runs with every test. */
function samples(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts( nofixture)?\n(.*?)^```$/gms)].map(([, bare, code]) => (bare ? code : inFixture(code)));
}

/** `declare` is for modules: it goes before the fixture, as jsii-rosetta has it. */
function inFixture(code: string): string {
  const declarations = code.match(/^declare .*$/gm) ?? [];
  return [...declarations, FIXTURE.replace('/// here', code.replace(/^declare .*$/gm, ''))].join('\n');
}

test.each(['README.md', 'docs/from-the-hand-written-role.md'])('every sample of %s compiles', (page) => {
  const files = new Map(samples(page).map((code, i) => [join(ROOT, 'test', `sample-${i}.ts`), code]));
  expect(files.size).toBeGreaterThan(1);

  const { options } = ts.parseJsonConfigFileContent({
    extends: './tsconfig.json',
    compilerOptions: { noEmit: true, rootDir: '.', noUnusedLocals: false, paths: { 'cdk-web-identity': ['./src/index.ts'] } },
    files: [],
  }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const code = files.get(file);
    return code === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, code, rest[0]);
  };
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
  expect(diagnostics.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
}, 60_000);
