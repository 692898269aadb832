import type { Played } from './run';
import { isSurprise, type Result } from '../scenarios/step';

export function surprises(played: readonly Played[]): number {
  return played.reduce((sum, { results, error }) => sum + results.filter(isSurprise).length + (error === undefined ? 0 : 1), 0);
}

/** A table for people: who tried what, what came of it, and what was expected. */
export function report(played: readonly Played[]): string {
  const all = played.flatMap(({ results }) => results);
  const count = surprises(played);
  return [
    '+ allowed   - refused   ! not as expected',
    ...played.flatMap(({ test, results, error }) => ['', test, ...table(results), ...error === undefined ? [] : [`! ${error}`]]),
    ...beliefs(all),
    '',
    `${all.length} steps, ${count} surprise${count === 1 ? '' : 's'}`,
  ].join('\n');
}

function table(results: readonly Result[]): string[] {
  const width = (column: (result: Result) => string) => Math.max(0, ...results.map((result) => column(result).length));
  const who = width((result) => result.who);
  const what = width((result) => result.what);
  const got = width((result) => result.got);
  return results.map((result) => {
    const mark = isSurprise(result) ? '!' : result.got === 'allowed' ? '+' : '-';
    const line = `${mark} ${result.who.padEnd(who)}  ${result.what.padEnd(what)}  ${result.got.padEnd(got)}  expected: ${result.expected}`;
    return isSurprise(result) && result.message !== undefined ? `${line}\n    ${result.message}` : line;
  });
}

const BELIEVED = 'believed of AWS (a run there proves it, one in the local cloud only plays it)';

/** What AWS's documentation leaves open, and whether it is as believed here. */
function beliefs(results: readonly Result[]): string[] {
  const wrong = new Set(results.filter(isSurprise).map(({ settles }) => settles));
  const believed = new Set(results.flatMap(({ settles }) => settles ?? []));
  return believed.size === 0 ? [] : ['', BELIEVED, ...[...believed].map((belief) => `${wrong.has(belief) ? '! wrong' : '+ holds'}  ${belief}`)];
}
