import { isVariable, resolveVariable, type GlobToken, type Template } from './policy-text';
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
  for (const part of template) {
    const bound = !isVariable(part) ? part : idKeys.has(part.key) ? OWNER : resolveVariable(part, session);
    if (bound === undefined) return undefined;
    const last = parts[parts.length - 1];
    if (typeof bound === 'string' && typeof last === 'string') parts[parts.length - 1] = last + bound;
    else parts.push(bound);
  }
  return { parts, ignoresCase };
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

/** For people and for keys of caches. */
export function shownPattern({ parts, ignoresCase }: Pattern): string {
  return parts.map((part) => (part === OWNER ? '${id}' : typeof part === 'string' ? part : part === 1 ? '?' : '*')).join('') + (ignoresCase ? ' (any case)' : '');
}
