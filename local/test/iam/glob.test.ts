import type { GlobToken } from '../../src/iam/glob';
import { ANY, matchGlob, ONE } from '../../src/iam/glob';

function tokens(pattern: string): GlobToken[] {
  return [...pattern].map(character => character === '*' ? ANY : character === '?' ? ONE : character);
}

/** The definition of a glob, slow and obvious. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return matches(pattern.slice(1), text) || (text !== '' && matches(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && matches(pattern.slice(1), text.slice(1));
}

function words(alphabet: string, length: number): string[] {
  return length === 0 ? [''] : ['', ...words(alphabet, length - 1).flatMap(word => [...alphabet].map(character => character + word))];
}

test('agrees with the definition on all short patterns and texts', () => {
  const texts = [...new Set(words('ab', 5))];
  const differing = [...new Set(words('ab*?', 4))].flatMap(pattern =>
    texts.filter(text => matchGlob(tokens(pattern), text) !== matches(pattern, text)).map(text => [pattern, text]));
  expect(differing).toEqual([]);
});

test('a literal of several characters is one token', () => {
  expect(matchGlob([ANY, 'ab', ANY, 'abc'], 'xabyababc')).toBe(true);
  expect(matchGlob([ANY, 'ab', ANY, 'abc'], 'xabababd')).toBe(false);
  expect(matchGlob(['', ANY, ''], 'x')).toBe(true);
});

test('many wildcards on a long text end soon', () => {
  const pattern = tokens('*a'.repeat(200) + 'b');
  expect(matchGlob(pattern, 'a'.repeat(20_000))).toBe(false);
});
