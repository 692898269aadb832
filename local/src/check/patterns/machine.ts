import type { IdCharacter, IdLanguage } from './id-language';
import { OWNER, type Pattern } from './pattern';
import { ANY, ONE, type GlobToken } from './policy-text';

/** A step of a pattern, character by character. */
interface Step {
  readonly among?: string;
  readonly repeats: boolean;
  /** Whether what it reads belongs to a user's id. */
  readonly ofId: boolean;
}

/** Where the ids of a pattern begin and end, beside its steps. */
interface Mark {
  readonly mark: 'begin' | 'end';
}

type Part = Step | Mark;

/** How far a text was read. `id` is what the tests of ids know of the id so far. */
export interface Place {
  readonly at: number;
  readonly id: readonly string[];
}

/** Reads texts against one pattern; what several ways lead to is read in all of them. */
export class Machine {
  private readonly parts: readonly Part[];
  private readonly tests: readonly IdTestMachine[];

  constructor(private readonly pattern: Pattern, ids: IdLanguage) {
    this.parts = pattern.parts.flatMap((part) => partsOf(part, ids.characters));
    this.tests = ids.tests.map(({ patterns, wanted }) => new IdTestMachine(patterns, wanted));
  }

  /** All places where reading can begin. */
  begin(): Place[] {
    return this.passing({ at: 0, id: [] });
  }

  /** Where a character leads from a place, and whether it was read as part of an id. */
  read({ at, id }: Place, character: string): { readonly ofId: boolean; readonly places: readonly Place[] } | undefined {
    const step = this.parts[at];
    if (step === undefined || 'mark' in step || !this.takes(step, character)) return undefined;
    const known = step.ofId ? this.tests.map((test, index) => test.read(id[index], character)) : id;
    if (step.ofId && !this.tests.every((test, index) => test.mayAccept(known[index]))) return undefined;
    return { ofId: step.ofId, places: this.passing({ at: step.repeats ? at : at + 1, id: known }) };
  }

  isEnd({ at }: Place): boolean {
    return at === this.parts.length;
  }

  /** Whether nothing of an id is left to read. */
  hasReadIds({ at }: Place): boolean {
    return !this.parts.slice(at).some((part) => 'mark' in part);
  }

  /** Every character that the pattern tells apart from others. */
  characters(): string[] {
    const own = this.parts.flatMap((part) => ('mark' in part || part.among === undefined ? [] : part.among.length === 1 ? [part.among] : sample(part.among)));
    const cased = this.pattern.ignoresCase ? own.flatMap((one) => [one.toLowerCase(), one.toUpperCase()]) : own;
    return [...cased, ...this.tests.flatMap((test) => test.characters())].filter((one) => [...one].length === 1);
  }

  private takes({ among }: Step, character: string): boolean {
    if (among === undefined) return true;
    return this.pattern.ignoresCase ? among.toLowerCase().includes(character.toLowerCase()) : among.includes(character);
  }

  /** The place itself and those that are reached from it without reading. */
  private passing(place: Place): Place[] {
    const part = this.parts[place.at];
    if (part === undefined) return [place];
    if ('mark' in part) {
      if (part.mark === 'end' && !this.tests.every((test, index) => test.accepts(place.id[index]))) return [];
      return this.passing({ at: place.at + 1, id: part.mark === 'begin' ? this.tests.map((test) => test.begin()) : [] });
    }
    return part.repeats ? [place, ...this.passing({ ...place, at: place.at + 1 })] : [place];
  }
}

/** A few of many: what no pattern names is all the same. */
function sample(among: string): string[] {
  return [...among].filter((_, index) => index < 2 || index >= among.length - 2);
}

function partsOf(part: Pattern['parts'][number], id: readonly IdCharacter[]): Part[] {
  if (part === OWNER) {
    return [{ mark: 'begin' }, ...id.map(({ among, repeats = false }) => ({ among, repeats, ofId: true })), { mark: 'end' }];
  }
  if (part === ANY) return [{ repeats: true, ofId: false }];
  if (part === ONE) return [{ repeats: false, ofId: false }];
  return [...part].map((among) => ({ among, repeats: false, ofId: false }));
}

/** Some globs at once, made deterministic as they are read: so their negation can be told, too. */
class IdTestMachine {
  constructor(private readonly patterns: readonly (readonly GlobToken[])[], private readonly wanted: boolean) {}

  begin(): string {
    return this.patterns.map((pattern) => named(skipping(flat(pattern), new Set([0])))).join('|');
  }

  read(state: string, character: string): string {
    return state.split('|').map((positions, index) => {
      const parts = flat(this.patterns[index]);
      const next = new Set<number>();
      for (const at of positions === '' ? [] : positions.split(',').map(Number)) {
        const part = parts[at];
        if (part === ANY) next.add(at);
        else if (part === ONE || part === character) next.add(at + 1);
      }
      return named(skipping(parts, next));
    }).join('|');
  }

  accepts(state: string): boolean {
    return state.split('|').some((positions, index) => positions.split(',').includes(String(flat(this.patterns[index]).length))) === this.wanted;
  }

  /** Whether some id that begins so is let through, as far as can be told without reading on. */
  mayAccept(state: string): boolean {
    const reached = state.split('|');
    if (this.wanted) return reached.some((positions) => positions !== '');
    // A pattern that ends with a wildcard matches whatever comes after.
    return !this.patterns.some((pattern, index) => pattern[pattern.length - 1] === ANY && reached[index].split(',').includes(String(flat(pattern).length)));
  }

  characters(): string[] {
    return this.patterns.flatMap((pattern) => flat(pattern).filter((part): part is string => typeof part === 'string'));
  }
}

const FLAT = new WeakMap<readonly GlobToken[], readonly GlobToken[]>();

/** Character by character. */
function flat(pattern: readonly GlobToken[]): readonly GlobToken[] {
  let parts = FLAT.get(pattern);
  if (parts === undefined) {
    parts = pattern.flatMap((part): GlobToken[] => (typeof part === 'string' ? [...part] : [part]));
    FLAT.set(pattern, parts);
  }
  return parts;
}

function skipping(parts: readonly GlobToken[], positions: Set<number>): Set<number> {
  for (const at of positions) {
    if (parts[at] === ANY) positions.add(at + 1);
  }
  return positions;
}

function named(positions: ReadonlySet<number>): string {
  return [...positions].sort((a, b) => a - b).join(',');
}
