import { examplesOf, hasBothCases, isId, type IdLanguage } from './id-language';
import { Machine, type Place } from './machine';
import { example, namesOwner, OWNER, shownPattern, withOwner, type Pattern } from './pattern';
import { matchGlob } from './policy-text';

/** A pattern, and the users whose ids stand in it. */
export interface Owned {
  readonly pattern: Pattern;
  readonly ids: IdLanguage;
}

/** A text that one user may name and that is another's. */
export interface Meeting {
  readonly text: string;
  /** Id of the user who asks. */
  readonly asking: string;
  /** Id of the user whose it is. */
  readonly owner: string;
}

export interface MeetOptions {
  /** Whether the same id is somebody else: the two come from different providers. */
  readonly sameIdIsAnother: boolean;
  /** The text only has to be where an owner's text begins, as for a list by prefix. */
  readonly isPrefix?: boolean;
}

/**
 * Whether any text that a user may name is another user's. `never` is a proof: no text, no two ids, of whatever length. `unknown`:
 * the two languages meet, but no meeting could be made concrete.
 */
export type Meet = { readonly kind: 'never' | 'unknown' } | { readonly kind: 'meets'; readonly meetings: readonly Meeting[] };

const MAX_MEETINGS = 24;
/** Far above what patterns of IAM's size lead to; what is larger stays unknown. */
const MAX_STATES = 60_000;

/** Letters that no policy names: a private use area has them. */
const STRANGERS = ['\uE000', '\uE001'];

interface State {
  readonly asking: Place;
  readonly owner: Place;
  /** Whether some character belonged to one id and not to the other: then the ids stand at different places. */
  readonly apart: boolean;
  readonly text: string;
  /** What was read of the ids. */
  readonly ids: readonly [string, string];
}

const known = new Map<string, Meet>();

/**
 * The product of two automata, read breadth first over the characters that either tells apart. Ids that stand at the same places
 * of one text are the same id; ids at different places are made concrete and compared.
 */
export function meet(asking: Owned, owner: Owned, options: MeetOptions): Meet {
  if (beginApart(asking.pattern, owner.pattern, options)) return NEVER;
  const [shortAsking, shortOwner, prefix] = withoutCommonBeginning(asking.pattern, owner.pattern);
  const key = JSON.stringify([shownPattern(shortAsking), asking.ids.name, shownPattern(shortOwner), owner.ids.name, options]);
  let found = known.get(key);
  if (found === undefined) {
    found = product({ ...asking, pattern: shortAsking }, { ...owner, pattern: shortOwner }, options);
    known.set(key, found);
  }
  return found.kind === 'meets' ? { kind: 'meets', meetings: found.meetings.map((one) => ({ ...one, text: prefix + one.text })) } : found;
}

const NEVER: Meet = { kind: 'never' };

/** The literal texts at the beginning settle most questions between the patterns of two providers. */
function beginApart({ parts: [a], ignoresCase }: Pattern, { parts: [o] }: Pattern, { isPrefix }: MeetOptions): boolean {
  return typeof a === 'string' && typeof o === 'string' && !ignoresCase && !isPrefix && !a.startsWith(o) && !o.startsWith(a);
}

/** Literal text that both begin with changes nothing, and most patterns of one template share much of it. */
function withoutCommonBeginning(a: Pattern, b: Pattern): [Pattern, Pattern, string] {
  const [[first], [second]] = [a.parts, b.parts];
  if (typeof first !== 'string' || typeof second !== 'string' || a.ignoresCase || b.ignoresCase) return [a, b, ''];
  let length = 0;
  while (length < Math.min(first.length, second.length) && first[length] === second[length]) length += 1;
  const cut = (pattern: Pattern): Pattern => ({ ...pattern, parts: pattern.parts.map((part, index) => (index === 0 ? (part as string).slice(length) : part)).filter((part) => part !== '') });
  return [cut(a), cut(b), first.slice(0, length)];
}

function product(asking: Owned, owner: Owned, options: MeetOptions): Meet {
  const machines = [new Machine(asking.pattern, asking.ids), new Machine(owner.pattern, owner.ids)] as const;
  const characters = [...new Set([...machines[0].characters(), ...machines[1].characters(), 'a', 'b', ...STRANGERS])];
  // Where no id stands in the one pattern, or case is passed over, the places of the ids say nothing.
  const apart = options.sameIdIsAnother || !namesOwner(asking.pattern) || (asking.pattern.ignoresCase && hasBothCases(asking.ids));
  const seen = new Set<string>();
  const meetings: Meeting[] = [];
  let mayMeet = false;
  let level: State[] = machines[0].begin().flatMap((a) => machines[1].begin().map((o) => ({ asking: a, owner: o, apart, text: '', ids: ['', ''] as const })));
  while (level.length > 0) {
    const next: State[] = [];
    for (const state of level) {
      if (isMeeting(state, machines, options)) {
        mayMeet = true;
        const meeting = concrete(state.text, asking, owner, state.ids, options);
        if (meeting !== undefined) meetings.push(meeting);
        if (meetings.length >= MAX_MEETINGS) return { kind: 'meets', meetings };
      }
      for (const character of characters) next.push(...successors(state, character, machines, seen));
    }
    if (seen.size > MAX_STATES) return meetings.length > 0 ? { kind: 'meets', meetings } : { kind: 'unknown' };
    level = next;
  }
  if (meetings.length > 0) return { kind: 'meets', meetings };
  return { kind: mayMeet ? 'unknown' : 'never' };
}

function successors(state: State, character: string, [first, second]: readonly [Machine, Machine], seen: Set<string>): State[] {
  const a = first.read(state.asking, character);
  const o = a && second.read(state.owner, character);
  if (a === undefined || o === undefined) return [];
  const ids = [a.ofId ? state.ids[0] + character : state.ids[0], o.ofId ? state.ids[1] + character : state.ids[1]] as const;
  const apart = state.apart || a.ofId !== o.ofId;
  // Ids apart may be equal by accident: of each place a shorter and a longer pair is kept.
  const difference = apart ? Math.sign(ids[0].length - ids[1].length) : 0;
  return a.places.flatMap((asking) => o.places.flatMap((owner) => {
    const key = `${asking.at} ${asking.id.join(' ')}/${owner.at} ${owner.id.join(' ')}/${apart} ${difference} ${ids[0] === ids[1]}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ asking, owner, apart, text: state.text + character, ids }];
  }));
}

function isMeeting({ asking, owner, apart }: State, [first, second]: readonly [Machine, Machine], { isPrefix }: MeetOptions): boolean {
  if (!first.isEnd(asking)) return false;
  // What goes on after the prefix may still tell the owner from whoever asks, unless the owner's id is complete.
  return isPrefix ? apart || !second.hasReadIds(owner) : apart && second.isEnd(owner);
}

/** Ids that make the meeting real, or `undefined` where those that were read are no two users'. */
function concrete(
  text: string, asking: Owned, owner: Owned, read: readonly [string, string], { sameIdIsAnother, isPrefix }: MeetOptions,
): Meeting | undefined {
  const [askingId, ownerId] = [once(read[0], asking.pattern), once(read[1], owner.pattern)];
  const owners = isPrefix ? [ownerId, ...stretched(ownerId, owner.ids)] : [ownerId];
  for (const o of owners) {
    for (const a of namesOwner(asking.pattern) ? [askingId, swappedCase(askingId)] : strangers(o, asking.ids)) {
      if (a === o && !sameIdIsAnother) continue;
      if (!isId(asking.ids, a) || !isId(owner.ids, o)) continue;
      if (!matchesFor(asking.pattern, a, text)) continue;
      if (isPrefix ? !isBeginningOf(owner.pattern, o, text) : !matchesFor(owner.pattern, o, text)) continue;
      return { text, asking: a, owner: o };
    }
  }
  return undefined;
}

/** What was read of an id that stands at several places. */
function once(read: string, { parts }: Pattern): string {
  const times = parts.filter((part) => part === OWNER).length;
  const id = read.slice(0, read.length / Math.max(1, times));
  return id.repeat(times) === read ? id : read;
}

function matchesFor(pattern: Pattern, id: string, text: string): boolean {
  const tokens = withOwner(pattern, id);
  if (!pattern.ignoresCase) return matchGlob(tokens, text);
  return matchGlob(tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token)), text.toLowerCase());
}

function isBeginningOf(pattern: Pattern, id: string, text: string): boolean {
  return example(pattern, id).startsWith(text) || example(pattern, id, text).startsWith(text) || matchGlob([...withOwner(pattern, id), 0], text);
}

/** Ids that begin like one that was only read in part. */
function stretched(beginning: string, ids: IdLanguage): string[] {
  return examplesOf(ids).flatMap((id) => [beginning + id, beginning + id.slice(beginning.length)]);
}

function strangers(other: string, ids: IdLanguage): string[] {
  return examplesOf(ids).filter((id) => id !== other);
}

function swappedCase(text: string): string {
  return [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');
}
