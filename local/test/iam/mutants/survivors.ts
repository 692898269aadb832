// Changes the evaluator in one place at a time and prints the changes that neither a case nor a malformed document notices.
// `npm run mutants -- [count] [seed]`: a sample of so many; without a count, all of them. What `equivalents.ts` lists is left out.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runInThisContext } from 'node:vm';
import { equivalents } from './equivalents';
import type { Mutation } from './load-modules';
import { mutantsOf } from './mutants';
import { sample } from './sample';
import { families } from '../cases';
import { loadEvaluator, readSource, SOURCES } from '../load-evaluator';
import { malformedDocuments } from '../malformed-documents';
import type { Evaluator } from '../policy-case';
import { compare } from '../policy-case';

/** They tell why, and decide nothing: `explain.test.ts` is about them. */
const TELLING: ReadonlySet<string> = new Set(['explain.ts', 'explanation-text.ts', 'printable.ts', 'report.ts', 'unevaluated.ts']);
const isTelling = ({ file, owner }: Mutation) => TELLING.has(file) || owner.startsWith('render') || owner === 'layersOf';
const TIMEOUT_MS = 10_000;

const cases = Object.values(families).flat();

function allMutants(): readonly Mutation[] {
  const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(SOURCES, join(entry.parentPath, entry.name)))
    .sort();
  const addressOf = ({ file, owner, site, change }: Mutation) => [file, owner, site, change].join(' ');
  const left = new Set(equivalents.map(addressOf));
  return files
    .flatMap(file => mutantsOf(readSource(file)).map(({ owner, site, change }): Mutation => ({ file, owner, site, change })))
    .filter(mutation => !isTelling(mutation) && !left.has(addressOf(mutation)));
}

function isNoticed(evaluator: Evaluator): boolean {
  return cases.some(one => {
    const { wanted, got } = compare(evaluator, one);
    return JSON.stringify(wanted) !== JSON.stringify(got);
  }) || malformedDocuments.some(([, document, message]) => refusalOf(evaluator, document) !== message);
}

function refusalOf(evaluator: Evaluator, document: unknown): string {
  try {
    evaluator.compilePolicy(document);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
}

/** A change that throws, or never ends, is noticed. */
function survives(mutation: Mutation): boolean {
  try {
    Object.assign(globalThis, { judgeMutant: () => isNoticed(loadEvaluator(mutation)) });
    return !runInThisContext('judgeMutant()', { timeout: TIMEOUT_MS });
  } catch {
    return false;
  }
}

function main([count, seed = '1']: readonly string[]): void {
  const all = allMutants();
  const chosen = count === undefined ? all : sample(all, Number(count), Number(seed));
  const survivors = chosen.filter(survives);
  for (const { file, owner, site, change } of survivors) console.log(`${file} ${owner}: ${site} ${String(change)}`);
  console.log(`${chosen.length} of ${all.length} changes, ${survivors.length} not noticed`);
  if (survivors.length > 0) process.exitCode = 1;
}

main(process.argv.slice(2));
