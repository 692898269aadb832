import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import { LocalCloud } from '../../src';
import { readAssembly } from '../../src/assembly';
import { check } from '../../src/check';

/** The samples of docs/apps.md themselves: each synthesizes, deploys to the local cloud, and its users are isolated. */

jest.setTimeout(60_000);

const PAGE = readFileSync(join(__dirname, '../../../docs/apps.md'), 'utf8');
const SAMPLES = PAGE.split(/^## /m).flatMap((section) => {
  const [heading] = section.split('\n');
  return [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code], i) => [`${heading}, ${i + 1}`, code] as const);
});

/** What a sample takes as given. */
const GIVEN: { readonly [declaration: string]: string } = {
  'declare const referee: lambda.Function;':
    "const referee = new lambda.Function(this, 'Referee', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') });",
};

/** Runs a sample as the body of the stack's constructor; gives the app that it makes itself, if it does. */
function run(code: string, stack: Stack): App | undefined {
  const imports = code.match(/^import [^;]*;$/gm) ?? [];
  const body = Object.entries(GIVEN).reduce((text, [declared, made]) => text.replace(declared, made), code.replace(/^import [^;]*;$/gm, ''));
  const script = transpile(`${imports.join('\n')}\nexport function make(this: any) {\n${body}\n${/^const app = /m.test(body) ? 'return app;' : ''}\n}`, { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 });
  const exports: { make?: () => App | undefined } = {};
  new Function('require', 'exports', script)(require, exports);
  return exports.make!.call(stack);
}

test('the page has samples', () => expect(SAMPLES.length).toBeGreaterThanOrEqual(6));

test.each(SAMPLES)('%s', async (_, code) => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'apps-page-')) });
  const { directory } = (run(code, new Stack(app, 'Sample')) ?? app).synth();
  const report = check(readAssembly(directory));
  expect(report.findings).toEqual([]);
  const cloud = await LocalCloud.start({ assembly: directory });
  await cloud.stop();
});
