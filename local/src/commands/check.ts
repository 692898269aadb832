import { writeFileSync } from 'node:fs';
import { readAgainst } from './check-against';
import { AssemblyError, readAssembly, type StackTemplate } from '../assembly';
import {
  check as checkTemplates, exitCodeOf, htmlReport, jsonReport, markdownReport, sarifReport, stackOf, terminalLines, type CheckReport, type FileOf,
} from '../check';

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

interface Checked {
  readonly stacks: readonly StackTemplate[];
  readonly report: CheckReport;
}

/** Says who can do what to whose data, and exits with the verdict. */
export function check(paths: readonly string[], options: CheckCommandOptions): void {
  tell(checked(paths, options), paths, options);
}

export function checked(paths: readonly string[], { allow, against, markdown }: CheckCommandOptions): Checked {
  if (markdown !== undefined && against === undefined) throw new AssemblyError('--markdown: want --against as well: it tells what changed', true);
  const stacks = paths.flatMap((path) => readAssembly(path));
  const before = against === undefined ? undefined : readAgainst(against, paths);
  return { stacks, report: checkTemplates(stacks, { allow, against: before }) };
}

/** Writes what is asked for; `more` is told in JSON, or else `lines`. */
export function tell(
  { stacks, report }: Checked, paths: readonly string[], { json, strict, markdown, sarif, html }: CheckCommandOptions,
  more: object = {}, lines: readonly string[] = [],
): void {
  const fileOf: FileOf = (place) => stackOf(stacks, place)?.file ?? paths[0];
  if (markdown !== undefined) writeFileSync(markdown, markdownReport(report.changes ?? []));
  if (sarif !== undefined) writeFileSync(sarif, `${JSON.stringify(sarifReport(report, fileOf), undefined, 2)}\n`);
  if (html !== undefined) writeFileSync(html, htmlReport(report));
  console.log(json ? JSON.stringify({ ...jsonReport(report), ...more }) : [...terminalLines(report), ...lines].join('\n'));
  process.exitCode = exitCodeOf(report.status, strict);
}
