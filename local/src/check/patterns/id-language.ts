import { ANY, matchGlob, type GlobToken } from './policy-text';

/** One character of an id: itself, or any of a kind. */
export interface IdCharacter {
  /** Undefined: any character. */
  readonly among?: string;
  /** May be left out, and may be there any number of times. */
  readonly repeats?: boolean;
}

/** A test of ids: `wanted`: at least one of the patterns matches; otherwise none does. */
export interface IdTest {
  readonly patterns: readonly (readonly GlobToken[])[];
  readonly wanted: boolean;
}

/** Which user ids there are: what the provider hands out, and what the trust policy lets in. */
export interface IdLanguage {
  /** Names it: two of one name hold the same ids. */
  readonly name: string;
  readonly characters: readonly IdCharacter[];
  readonly tests: readonly IdTest[];
}

export function isId({ characters, tests }: IdLanguage, id: string): boolean {
  return hasForm(characters, id) && tests.every(({ patterns, wanted }) => patterns.some((pattern) => matchGlob(pattern, id)) === wanted);
}

function hasForm(characters: readonly IdCharacter[], id: string): boolean {
  let places = passing(characters, [0]);
  for (const one of id) {
    places = passing(characters, [...places].flatMap((at) => {
      const { among, repeats } = characters[at] ?? { among: '' };
      return among !== undefined && !among.includes(one) ? [] : [repeats ? at : at + 1];
    }));
  }
  return places.has(characters.length);
}

function passing(characters: readonly IdCharacter[], places: readonly number[]): Set<number> {
  const all = new Set(places);
  for (const at of all) {
    if (characters[at]?.repeats) all.add(at + 1);
  }
  return all;
}

/** Whether one of two ids can be the other in another case. */
export function hasBothCases({ characters }: IdLanguage): boolean {
  return characters.some(({ among }) => among === undefined || (among !== among.toLowerCase() && among !== among.toUpperCase()));
}

/** A few ids, as they look. */
export function examplesOf(ids: IdLanguage): string[] {
  const made = ['a', 'b', 'c'].map((letter, index) => ids.characters.map(({ among, repeats }) => {
    if (repeats) return '';
    return among === undefined ? letter : among[Math.min(among.length - 1, index + 1)];
  }).join(''));
  return [...new Set([...made, ...named(ids, true)])].filter((id) => isId(ids, id));
}

/** Texts that its tests are there to keep out. */
export function barredFrom(ids: IdLanguage): string[] {
  return named(ids, false);
}

function named({ tests }: IdLanguage, wanted: boolean): string[] {
  return tests.filter((test) => test.wanted === wanted).flatMap(({ patterns }) => patterns)
    .flatMap((pattern) => ['', 'a', 'b'].map((any) => pattern.map((part) => (typeof part === 'string' ? part : part === ANY ? any : 'a')).join('')));
}

export const FREE_TEXT: readonly IdCharacter[] = [{}, { repeats: true }];
export const DIGITS = '0123456789';

export function literal(text: string): IdCharacter[] {
  return [...text].map((among) => ({ among }));
}

export function several(among: string): IdCharacter[] {
  return [{ among }, { among, repeats: true }];
}
