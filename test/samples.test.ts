import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf8');

/** TypeScript samples of a page, each as a module of its own. The build has jsii-rosetta check README and docstrings; this runs with every test. */
function typeScript(page: string): string[] {
  return fenced('ts', page).map(inFixture);
}

/** What runs in the app: jsii-rosetta translates only what jsii libraries offer, so these are plain JavaScript. */
function javaScript(page: string): string[] {
  return fenced('js', page);
}

function fenced(language: string, page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code);
}

/** What belongs to a module goes before the fixture, as jsii-rosetta has it. */
const OF_MODULES = /^(declare .*|import [^;]*;)$/gm;

function inFixture(code: string): string {
  return [...code.match(OF_MODULES) ?? [], FIXTURE.replace('/// here', code.replace(OF_MODULES, ''))].join('\n');
}

function errors(codes: readonly string[], extension: string, more: object): string[] {
  const files = new Map(codes.map((code, i) => [join(ROOT, 'test', `sample-${i}.${extension}`), code]));
  const { options } = ts.parseJsonConfigFileContent({
    extends: './tsconfig.json',
    compilerOptions: { noEmit: true, rootDir: '.', noUnusedLocals: false, paths: { 'cdk-web-identity': ['./src/index.ts'] }, ...more },
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
  return diagnostics.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

const PAGES = ['README.md', 'docs/apps.md', 'docs/from-the-hand-written-role.md', 'docs/issuers.md', 'docs/local-cloud.md'];

test.each(PAGES)('every TypeScript sample of %s says what it imports', (page) => {
  for (const code of fenced('ts', page)) expect(code).toMatch(/^import /m);
});

test.each(PAGES)('every TypeScript sample of %s compiles', (page) => {
  expect(typeScript(page).length).toBeGreaterThan(0);
  expect(errors(typeScript(page), 'ts', {})).toEqual([]);
}, 120_000);

test('every JavaScript sample of README.md compiles', () => {
  expect(javaScript('README.md').length).toBeGreaterThan(0);
  expect(errors(javaScript('README.md'), 'js', { allowJs: true, checkJs: true, noImplicitAny: false, declaration: false })).toEqual([]);
}, 120_000);
