import { writeFileSync } from 'node:fs';
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
  const stacks = paths.flatMap((path) => readAssembly(path));
  const before = against === undefined ? undefined : readAgainst(against, paths);
  const report = checkTemplates(stacks, { allow, against: before });
  if (markdown !== undefined) writeFileSync(markdown, markdownReport(report.changes ?? []));
  if (sarif !== undefined) writeFileSync(sarif, `${JSON.stringify(sarifReport(report, (name) => stacks.find((stack) => stack.name === name)?.file ?? paths[0]), undefined, 2)}\n`);
  if (html !== undefined) writeFileSync(html, htmlReport(report));
  console.log(json ? JSON.stringify(jsonReport(report)) : terminalLines(report).join('\n'));
  process.exitCode = exitCodeOf(report.status, strict);
}
