import type { Result } from './step';

export function asJson(results: Result[], surprises: number): string {
  return JSON.stringify({ steps: results.map(({ surprise, ...step }) => step), surprises });
}

/** A table for people, as wide as their terminal: what was tried, what came of it, and why. */
export function asTable(results: Result[], surprises: number, columns: number): string {
  const width = (column: (result: Result) => string) => Math.max(...results.map((result) => column(result).length));
  const who = width((result) => result.who);
  const what = width((result) => result.what);
  const lines = results.flatMap((result) => {
    const mark = result.surprise ? '!' : result.got === 'allowed' ? '+' : '-';
    const line = `${mark} ${result.who.padEnd(who)}  ${result.what.padEnd(what)}  ${result.got}${result.error && `  ${result.error}`}`;
    const indent = ' '.repeat(who + 4);
    const why = result.surprise ? `expected: ${result.expected}. ${result.reason}` : result.reason;
    return result.got === 'allowed' && !result.surprise ? [line] : [line, ...wrap(why, columns - indent.length).map((part) => indent + part)];
  });
  return [
    'GameScores in the local cloud: real tokens, real STS, the policies that `cdk deploy` has put in place.',
    '+ allowed   - refused   ! not as expected',
    '',
    ...lines,
    '',
    `${results.length} steps, ${surprises} surprise${surprises === 1 ? '' : 's'}`,
  ].join('\n');
}

/** Breaks at spaces and behind commas; a longer piece stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const piece of text.match(/[^ ,]*(?:,| +|$)/g)!) {
    const last = lines[lines.length - 1];
    if (last === '' || (last + piece).trimEnd().length <= width) lines[lines.length - 1] += piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}
