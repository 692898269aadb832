import { statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAgainst } from './check-against';
import { AssemblyError, readAssembly } from '../assembly';
import { check as checkTemplates, exitCodeOf, htmlReport, jsonReport, markdownReport, sarifReport, terminalLines } from '../check';

export interface CheckCommandOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly allow?: readonly string[];
  /** What to compare with: a template, a `cdk.out` folder or a commit of Git. */
  readonly against?: string;
  /** Files to write. */
  readonly markdown?: string;
  readonly sarif?: string;
  readonly html?: string;
}

/** Says who can do what to whose data, and exits with the verdict. */
export function check(paths: readonly string[], { json, strict, allow, against, markdown, sarif, html }: CheckCommandOptions): void {
  if (markdown !== undefined && against === undefined) throw new AssemblyError('--markdown: want --against as well: it tells what changed', true);
  const before = against === undefined ? undefined : readAgainst(against, paths);
  const report = checkTemplates(paths.flatMap((path) => readAssembly(path)), { allow, against: before });
  if (markdown !== undefined) writeFileSync(markdown, markdownReport(report.changes ?? []));
  if (sarif !== undefined) writeFileSync(sarif, `${JSON.stringify(sarifReport(report, (stack) => fileOf(paths, stack)), undefined, 2)}\n`);
  if (html !== undefined) writeFileSync(html, htmlReport(report));
  console.log(json ? JSON.stringify(jsonReport(report)) : terminalLines(report).join('\n'));
  process.exitCode = exitCodeOf(report.status, strict);
}

/** The file that a stack is read from, as far as its name tells. */
function fileOf(paths: readonly string[], stack: string): string {
  const file = paths.find((path) => !statSync(path).isDirectory() && basename(path).replace(/(\.template)?\.\w+$/, '').replace(/[^A-Za-z0-9-]/g, '-') === stack);
  return file ?? join(paths.find((path) => statSync(path).isDirectory()) ?? paths[0], `${stack}.template.json`);
}
