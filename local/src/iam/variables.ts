import type { GlobToken } from './glob';
import { ANY, ONE } from './glob';
import { MalformedPolicyError } from './malformed-policy-error';
import type { RequestContext } from './request';

/** A policy variable, `${key}` or `${key, 'default'}`. */
export interface Variable {
  /** Condition key in lower case: key names are compared without case. */
  readonly key: string;
  readonly fallback?: string;
}

export type TemplatePart = GlobToken | Variable;

/** A policy text, read once: literal texts, wildcards, variables. */
export type Template = readonly TemplatePart[];

export interface TemplateSyntax {
  /** `${…}` means something: Version 2012-10-17, in an element that takes variables. */
  readonly variables: boolean;
  /** `*` and `?` mean something. */
  readonly wildcards: boolean;
}

// IAM User Guide, Variables and tags, Special characters.
const ESCAPES: ReadonlySet<string> = new Set(['*', '?', '$']);

export function isVariable(part: TemplatePart): part is Variable {
  return typeof part === 'object';
}

export function parseTemplate(text: string, syntax: TemplateSyntax): Template {
  const parts: TemplatePart[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') parts.push(literal);
    literal = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    if (syntax.variables && text.startsWith('${', at)) {
      const end = text.indexOf('}', at);
      // IAM Access Analyzer policy check reference, "Missing brace in variable".
      if (end < 0) throw new MalformedPolicyError(`missing brace in variable: ${text}`);
      const name = text.slice(at + 2, end);
      if (ESCAPES.has(name)) {
        literal += name;
      } else {
        flush();
        parts.push(parseVariable(name, text.slice(at, end + 1)));
      }
      at = end;
    } else if (syntax.wildcards && (text[at] === '*' || text[at] === '?')) {
      flush();
      // `**` matches what `*` matches.
      if (text[at] === '?') parts.push(ONE);
      else if (parts[parts.length - 1] !== ANY) parts.push(ANY);
    } else {
      literal += text[at];
    }
  }
  flush();
  return parts;
}

/** One template after the other; literals that meet become one, so that a literal text stays recognisable as one. */
export function joinTemplates(head: Template, tail: Template): Template {
  const last = head[head.length - 1];
  const [first, ...rest] = tail;
  return typeof last === 'string' && typeof first === 'string' ? [...head.slice(0, -1), last + first, ...rest] : [...head, ...tail];
}

// IAM User Guide, Variables and tags, Specifying default values: `${key, 'default'}`. Whether AWS takes other blanks, nobody has recorded.
function parseVariable(name: string, text: string): Variable {
  const comma = name.indexOf(',');
  const key = comma < 0 ? name : name.slice(0, comma);
  if (key.trim() === '') throw new MalformedPolicyError(`empty variable: ${text}`);
  // IAM Access Analyzer policy check reference, "Unsupported space in variable".
  if (key !== key.trim()) throw new MalformedPolicyError(`blank around the name of a variable: ${text}`);
  if (comma < 0) return { key: key.toLowerCase() };
  const quoted = name.slice(comma + 1);
  if (!/^\s*'.*'\s*$/s.test(quoted)) throw new MalformedPolicyError(`missing quote in variable: ${text}`);
  if (!/^ '.*'$/s.test(quoted)) throw new MalformedPolicyError(`a default follows a comma and one blank: ${text}`);
  return { key: key.toLowerCase(), fallback: quoted.slice(2, -1) };
}

/**
 * The value of a variable in a request, or `undefined`: an absent key has no value, a multivalued
 * one cannot be a variable (IAM User Guide, Variables and tags). AWS documents a key "that has no
 * value" like an absent one; an empty value is taken as such, so that an empty user id owns nothing.
 */
export function resolveVariable(variable: Variable, context: RequestContext): string | undefined {
  const value = context.get(variable.key);
  if (typeof value === 'object') return undefined;
  return value === undefined || value === '' ? variable.fallback : value;
}

/**
 * Puts the request's values in place. They stay literal: a `*` in a user id is never a wildcard.
 * `undefined` when a variable has no value, since then nothing is equal or like the text.
 */
export function bindTemplate(template: Template, context: RequestContext): readonly GlobToken[] | undefined {
  const tokens: GlobToken[] = [];
  for (const part of template) {
    const token = isVariable(part) ? resolveVariable(part, context) : part;
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

const WRITTEN_VARIABLE = /\$\{([^}]*)\}/g;

/**
 * A policy text with the request's values, for people. Escapes stay as written, and so does a
 * variable without a value; a value's `*` or `?` is escaped where a bare one would be a wildcard.
 */
export function renderText(text: string, { variables, wildcards }: TemplateSyntax, context: RequestContext): string {
  if (!variables) return text;
  return text.replace(WRITTEN_VARIABLE, (written, name: string) => {
    if (ESCAPES.has(name)) return written;
    const value = resolveVariable(parseVariable(name, written), context);
    return value === undefined ? written : wildcards ? value.replace(/[*?]/g, '${$&}') : value;
  });
}
