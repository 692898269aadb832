import { DIGITS, FREE_TEXT, several, type IdLanguage } from '../../../src/check/patterns/id-language';
import { meet } from '../../../src/check/patterns/meet';
import { patternOf, withOwner, type Pattern } from '../../../src/check/patterns/pattern';
import { matchGlob, parseTemplate } from '../../../src/check/patterns/policy-text';

const ID = new Set(['id']);
const text = (policy: string, ignoresCase = false): Pattern => (
  patternOf(parseTemplate(policy, { variables: true, wildcards: true }), new Map(), ID, ignoresCase)!
);
const globs = (...patterns: string[]) => patterns.map((one) => withOwner(text(one), ''));

const free: IdLanguage = { name: 'free', characters: FREE_TEXT, tests: [] };
const digits: IdLanguage = { name: 'digits', characters: several(DIGITS), tests: [] };
const flat: IdLanguage = { name: 'flat', characters: FREE_TEXT, tests: [{ patterns: globs('*/*', '*#*'), wanted: false }, { patterns: globs('?*'), wanted: true }] };

const among = (asking: string, owner: string, ids: IdLanguage, options = {}) =>
  meet({ pattern: text(asking), ids }, { pattern: text(owner), ids }, { sameIdIsAnother: false, ...options });

test.each([
  ['${id}', '${id}', free],
  ['google#${id}', 'google#${id}', free],
  ['${id}/*', '${id}/*', flat],
  ['${id}/*', '${id}/*', digits],
  ['users/${id}/*', 'users/google/${id}/*', digits],
  ['a#${id}', 'b#${id}', free],
  ['${id}#*', '${id}#*', flat],
  ['${id}/${id}/*', '${id}/${id}/*', flat],
])('%s never reaches another user\'s %s', (asking, owner, ids) => {
  expect(among(asking, owner, ids)).toEqual({ kind: 'never' });
});

test.each([
  ['${id}/*', '${id}/*', free],
  ['${id}*', '${id}', digits],
  ['${id}*', '${id}', free],
  ['*', '${id}', digits],
  ['google#*', 'google#${id}', free],
  ['${id}', 'google#${id}', free],
  ['google#${id}', '${id}', free],
  ['*${id}', '${id}', digits],
  ['${id}-?', '${id}', free],
  ['users/*/${id}', 'users/${id}/x', free],
  ['users/${id}/*', 'users/google/${id}/*', flat],
])('%s reaches another user\'s %s, and the example is one', (asking, owner, ids) => {
  const found = among(asking, owner, ids);
  if (found.kind !== 'meets') throw new Error(found.kind);
  for (const one of found.meetings) {
    expect(one.asking).not.toBe(one.owner);
    expect(matchGlob(withOwner(text(asking), one.asking), one.text)).toBe(true);
    expect(matchGlob(withOwner(text(owner), one.owner), one.text)).toBe(true);
  }
});

test('users of two providers may have one id', () => {
  expect(among('${id}', '${id}', digits, { sameIdIsAnother: true })).toMatchObject({ kind: 'meets' });
  expect(among('a#${id}', 'b#${id}', digits, { sameIdIsAnother: true })).toEqual({ kind: 'never' });
});

test('a prefix without a separator lists those whose ids go on', () => {
  const options = { isPrefix: true };
  expect(among('${id}', '${id}/*', digits, options)).toMatchObject({ kind: 'meets' });
  expect(among('${id}/*', '${id}/*', digits, options)).toEqual({ kind: 'never' });
  expect(among('${id}/*', '${id}/*', flat, options)).toEqual({ kind: 'never' });
  expect(among('users/*', 'users/${id}/*', flat, options)).toMatchObject({ kind: 'meets' });
});

test('ids in another case are other users, where there are both cases', () => {
  const anyCase = (ids: IdLanguage) => meet({ pattern: text('${id}', true), ids }, { pattern: text('${id}'), ids }, { sameIdIsAnother: false });
  expect(anyCase(free)).toMatchObject({ kind: 'meets' });
  expect(anyCase(digits)).toEqual({ kind: 'never' });
});
