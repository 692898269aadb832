import type { JsonObject } from '../../../src/assembly';

/*
 * IAM's rules once more, as short as they can be told and slow, from the IAM User Guide alone: nothing of src/iam. It knows what the
 * examples' policies use, and throws for anything else.
 */

export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** An explicit Deny wins; else any Allow is enough. */
export function isAllowed(statements: readonly JsonObject[], request: Request): boolean {
  const applying = withAction(statements, request.action).filter((statement) => applies(statement, request));
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

export function statementsIn(document: unknown): JsonObject[] {
  return [(document as JsonObject).Statement].flat() as JsonObject[];
}

const byAction = new WeakMap<readonly JsonObject[], Map<string, readonly JsonObject[]>>();

function withAction(statements: readonly JsonObject[], action: string): readonly JsonObject[] {
  const known = byAction.get(statements) ?? new Map<string, readonly JsonObject[]>();
  byAction.set(statements, known);
  const found = known.get(action) ?? statements.filter((statement) => named(statement, 'Action', (one) => isLike(action.toLowerCase(), one.toLowerCase())));
  known.set(action, found);
  return found;
}

function applies(statement: JsonObject, { resource, context }: Request): boolean {
  return named(statement, 'Resource', (one) => {
    const filled = substituted(one, context);
    return filled !== undefined && isLike(resource, filled);
  })
    && Object.entries((statement.Condition ?? {}) as { [operator: string]: JsonObject }).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => isMet(operator, context[key.toLowerCase()], [values].flat() as string[], context)));
}

function named(statement: JsonObject, element: 'Action' | 'Resource', matches: (entry: string) => boolean): boolean {
  const [some, none] = [statement[element], statement[`Not${element}`]];
  if (some === undefined && none === undefined) return true;
  return some === undefined ? !([none].flat() as string[]).some(matches) : ([some].flat() as string[]).some(matches);
}

function isMet(operator: string, got: string | readonly string[] | undefined, wanted: readonly string[], context: Context): boolean {
  const [, quantifier, base, ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator)!;
  if (base === 'Null') return wanted.some((one) => (String(one) === 'true') === (got === undefined || got.length === 0));
  const isNegated = base.includes('Not');
  if (got === undefined) return quantifier === 'ForAllValues:' || (quantifier === undefined && (isNegated || ifExists !== undefined));
  const test = (one: string) => matchesAny(base.replace('Not', ''), one, wanted, context) !== isNegated;
  if (typeof got === 'string') return test(got);
  if (quantifier === undefined) return false;
  return quantifier === 'ForAllValues:' ? got.every(test) : got.some(test);
}

function matchesAny(base: string, got: string, wanted: readonly string[], context: Context): boolean {
  return wanted.some((one) => {
    const filled = substituted(String(one), context);
    if (filled === undefined) return false;
    switch (base) {
      case 'StringEquals': case 'Bool': return got === unescaped(filled);
      case 'StringLike': case 'ArnEquals': case 'ArnLike': return isLike(got, filled);
      default: throw new Error(`brute force: ${base}`);
    }
  });
}

/** Private letters stand for the escapes, so that values stay literal. */
const [STAR, QUESTION, DOLLAR] = ['\uF000', '\uF001', '\uF002'];

function substituted(text: string, context: Context): string | undefined {
  if (!text.includes('${')) return text;
  let isMissing = false;
  const filled = text.replace(/\$\{([^}]+)\}/g, (_, key: string) => {
    if (key === '*') return STAR;
    if (key === '?') return QUESTION;
    if (key === '$') return DOLLAR;
    const value = context[key.toLowerCase()];
    if (typeof value !== 'string' || value === '') isMissing = true;
    return String(value).replaceAll('*', STAR).replaceAll('?', QUESTION).replaceAll('$', DOLLAR);
  });
  return isMissing ? undefined : filled;
}

function unescaped(text: string): string {
  return text.replaceAll(STAR, '*').replaceAll(QUESTION, '?').replaceAll(DOLLAR, '$');
}

const compiled = new Map<string, RegExp>();

function isLike(text: string, pattern: string): boolean {
  let regexp = compiled.get(pattern);
  if (regexp === undefined) {
    const body = pattern.split(/([*?])/).map((part) => (part === '*' ? '.*' : part === '?' ? '.' : unescaped(part).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')));
    regexp = new RegExp(`^${body.join('')}$`, 's');
    compiled.set(pattern, regexp);
  }
  return regexp.test(text);
}
