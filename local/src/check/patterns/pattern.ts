import { ANY, isVariable, resolveVariable, type GlobToken, type Template, type Variable } from './policy-text';
import type { RequestContext } from '../../iam';

/** Stands for the id of the user whose session it is. */
export const OWNER = 2;

export type PatternPart = GlobToken | typeof OWNER;

/** A policy text in which only the user's id is open: literal texts, wildcards, the id. */
export interface Pattern {
  readonly parts: readonly PatternPart[];
  /** Upper and lower case count as one. */
  readonly ignoresCase: boolean;
}

/**
 * Puts a session's values in place of all variables but those that hold the user's id. `undefined` where a variable has no value:
 * nothing is like such a text.
 */
export function patternOf(template: Template, session: RequestContext, idKeys: ReadonlySet<string>, ignoresCase = false): Pattern | undefined {
  const parts: PatternPart[] = [];
  for (const bound of template.flatMap((part) => (isVariable(part) ? boundTo(part, session, idKeys) : [part]))) {
    if (bound === undefined) return undefined;
    const last = parts[parts.length - 1];
    if (typeof bound === 'string' && typeof last === 'string') parts[parts.length - 1] = last + bound;
    else parts.push(bound);
  }
  return { parts, ignoresCase };
}

/** `aws:userid` ends with the session's name, which whoever has it chose: it may be anything. */
const SESSION_ID = 'aws:userid';

function boundTo(variable: Variable, session: RequestContext, idKeys: ReadonlySet<string>): readonly (PatternPart | undefined)[] {
  if (idKeys.has(variable.key)) return [OWNER];
  const value = resolveVariable(variable, session);
  return variable.key === SESSION_ID && value !== undefined ? [value.slice(0, value.indexOf(':') + 1), ANY] : [value];
}

export function namesOwner({ parts }: Pattern): boolean {
  return parts.includes(OWNER);
}

/** The pattern with an id in it; like every value of a variable it stays literal. */
export function withOwner({ parts }: Pattern, id: string): readonly GlobToken[] {
  return parts.map((part) => (part === OWNER ? id : part));
}

/** One text that the pattern matches: what a wildcard stands for is left out, or one letter. */
export function example({ parts }: Pattern, id: string, any = ''): string {
  return parts.map((part) => (part === OWNER ? id : typeof part === 'string' ? part : part === 1 ? 'x' : any)).join('');
}

/** What texts with a beginning are like: literal there, and behind it as the pattern says, of which a wildcard may leave several. */
export function beginningWith({ parts, ignoresCase }: Pattern, beginning: string): Pattern[] {
  return distinctPatterns(behind(parts, beginning).map(([first, ...rest]) => (
    { parts: typeof first === 'string' ? [beginning + first, ...rest] : [beginning, ...first === undefined ? [] : [first], ...rest], ignoresCase })));
}

/** What is left of a pattern once a text is matched. The id in that text is none: nobody knows it. */
function behind([first, ...rest]: readonly PatternPart[], text: string): (readonly PatternPart[])[] {
  if (text === '') return [first === undefined ? [] : [first, ...rest]];
  if (first === undefined || first === OWNER) return [];
  if (typeof first === 'string') {
    if (first.startsWith(text)) return [first === text ? rest : [first.slice(text.length), ...rest]];
    return text.startsWith(first) ? behind(rest, text.slice(first.length)) : [];
  }
  if (first !== ANY) return behind(rest, text.slice(1));
  return [[first, ...rest], ...Array.from(text, (_, length) => behind(rest, text.slice(length))).flat()];
}

/** For people and for keys of caches. */
export function shownPattern({ parts, ignoresCase }: Pattern): string {
  return parts.map((part) => (part === OWNER ? '${id}' : typeof part === 'string' ? part : part === 1 ? '?' : '*')).join('') + (ignoresCase ? ' (any case)' : '');
}

/** Each once. */
export function distinctPatterns(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((one) => [shownPattern(one), one])).values()];
}
