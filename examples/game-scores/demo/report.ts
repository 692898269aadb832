import { Result } from './step';

export function asJson(results: Result[], surprises: number): string {
  return JSON.stringify({ steps: results.map(({ surprise, ...step }) => step), surprises });
}

/** A table for people: what was tried, what came of it, and why. */
export function asTable(results: Result[], surprises: number): string {
  const width = (column: (result: Result) => string) => Math.max(...results.map((result) => column(result).length));
  const who = width((result) => result.who);
  const what = width((result) => result.what);
  const lines = results.flatMap((result) => {
    const mark = result.surprise ? '!' : result.got === 'allowed' ? '+' : '-';
    const line = `${mark} ${result.who.padEnd(who)}  ${result.what.padEnd(what)}  ${result.got}${result.error && `  ${result.error}`}`;
    const indent = ' '.repeat(who + 4);
    return result.got === 'allowed' && !result.surprise ? [line] : [line, `${indent}${result.reason}`];
  });
  return [
    'GameScores in the local cloud: real tokens, real STS, the policies that `cdk deploy` would put in place.',
    '+ allowed   - refused   ! not as expected',
    '',
    ...lines,
    '',
    `${results.length} steps, ${surprises} surprise${surprises === 1 ? '' : 's'}`,
  ].join('\n');
}
